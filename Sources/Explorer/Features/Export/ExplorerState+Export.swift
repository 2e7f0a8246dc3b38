internal import FileFormats
internal import TerminalUI

extension ExplorerState {
  /// Does what a command about files of codes asks for.
  mutating func update(_ command: ExportCommand) -> [Effect] {
    guard let map = run.map else { return [.notify(.noCodesYet)] }
    let usual = ExportFile(format: ExportFormat.allCases[0], path: nil)
    switch command {
    case .corner:
      let cursor = map.place(of: run.latent.cursor)
      guard let corner = run.regionCorner else {
        run.regionCorner = cursor
        return [.notify(.regionBegun)]
      }
      run.regionCorner = nil
      return export(CodeRegion(from: corner, to: cursor).rows(of: map), usual)
    case .region(let region, let file): return export(region.rows(of: map), file)
    case .ofClass(let choice, let file):
      guard let label = run.classes.label(of: choice) else {
        return [.notify(.noSuchClass(run.classes.names))]
      }
      return export(map.points.indices.filter { Int(map.points[$0].label) == label }, file)
    }
  }

  private func export(_ rows: [Int], _ file: ExportFile) -> [Effect] {
    guard !rows.isEmpty else { return [.notify(.noCodesThere)] }
    let target =
      file.path.map(FileTarget.path)
      ?? .numbered(folder: session.folder, stem: "codes", ending: file.format.endings[0])
    return [.export(rows: rows, of: active, file.format, target)]
  }
}
