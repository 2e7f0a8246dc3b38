internal import FileFormats
internal import ImageSets

/// Keeps a run's past in its folder while it trains, a file an epoch.
///
/// Epochs are taken as they end and written before the next checkpoint; what is no longer to be kept is removed after
/// it. So a run that is killed goes on from a checkpoint whose epochs are all there, and what it comes to by then is
/// what it would have come to unbroken.
final class RunHistory {
  private let files: HeldFolder
  private let plan: HistoryPlan
  /// The last epoch of the run.
  private var last: Int
  /// What is written.
  private var written: Set<HistoryFile>
  /// What is not, by its epoch.
  private var pending: [Int: EpochRecord] = [:]

  /// The history of a run that begins, or goes on after `epoch` epochs; what it does not know of is removed.
  ///
  /// - Parameter plan: how much is kept; as much as so far when nil.
  init(_ writer: RunWriter, plan: HistoryPlan?, after epoch: Int) throws(RunFolderError) {
    files = writer.files
    last = epoch
    let known = epoch > 0 ? writer.folder.historyPlan ?? HistoryPlan.none : .usual
    self.plan = plan ?? known
    written = Set(writer.folder.historyFiles)
    do { try removeWhatIsNotKept() } catch { throw .file(error) }
  }

  /// Something is to be written before the next checkpoint.
  var isDue: Bool { !pending.isEmpty }

  /// Takes an epoch that ended.
  func add(_ report: EpochReport, in run: TrainingRun) {
    last = report.epoch
    guard let precision = plan.precision(of: last, whenLastIs: last) else { return }
    let record = EpochRecord(
      epoch: last, codes: Self.codes(of: report, run), of: run.trainer.snapshot())
    pending[last] = precision == .exact ? record : record.rounded
    thinPending()
  }

  /// Evaluation found the codes by the way, but for models that it gives noisy images.
  private static func codes(of report: EpochReport, _ run: TrainingRun) -> [Float] {
    if run.evaluator.readsImagesAsTheyAre { return report.test.codes }
    let model = run.trainer.model
    let count = EpochRecord.imageCount(latents: model.configuration.latentCount)
    return Evaluator(
      images: run.evaluator.images.prefix(min(count, Self.mostEncodedImages)),
      model: model.configuration, capacity: model.capacity
    ).codes(model)
  }

  /// Test images that are encoded for the history alone, which costs training time.
  private static let mostEncodedImages = 500

  /// Forgets what came after an epoch that the run goes back to.
  func goBack(to epoch: Int) {
    last = epoch
    pending = pending.filter { $0.key <= epoch }
  }

  private func thinPending() {
    for (epoch, record) in pending {
      switch plan.precision(of: epoch, whenLastIs: last) {
      case nil: pending[epoch] = nil
      case .rounded: pending[epoch] = record.rounded
      case .exact: break
      }
    }
  }

  // MARK: Files

  /// Writes what is not written yet, before a checkpoint.
  func write() throws(RunFolderError) {
    try write(to: files)
    for (epoch, record) in pending { written.insert(HistoryFile(epoch: epoch, record.precision)) }
    pending = [:]
  }

  /// Writes what is not written yet to the run's folder, or to another that holds a copy of it.
  func write(to run: HeldFolder) throws(RunFolderError) {
    guard !pending.isEmpty else { return }
    do { try run.createFolder(HistoryFile.folder) } catch { throw .file(error) }
    for (epoch, record) in pending.sorted(by: { $0.key < $1.key }) {
      let name = HistoryFile(epoch: epoch, record.precision).path
      let tensors: SafeTensors
      do { tensors = try record.safeTensors(plan) } catch {
        throw .model(path: run.place(name).path, error)
      }
      do { try run.replace(name, with: tensors.fileBytes()) } catch { throw .file(error) }
    }
  }

  /// Removes what is no longer to be kept, after a checkpoint, and rounds what is to be kept so.
  func thin() throws(RunFolderError) {
    for file in written.sorted(by: { $0.epoch < $1.epoch })
    where file.isExact && plan.precision(of: file.epoch, whenLastIs: last) == .rounded {
      try round(file)
    }
    do { try removeWhatIsNotKept() } catch { throw .file(error) }
  }

  private func round(_ file: HistoryFile) throws(RunFolderError) {
    let rounded = HistoryFile(epoch: file.epoch, .rounded)
    guard !written.contains(rounded) else { return }
    let bytes: [UInt8]
    do { bytes = try files.contents(of: file.path) } catch { throw .file(error) }
    let path = files.place(file.path).path
    let tensors: SafeTensors
    do { tensors = try SafeTensors(parsing: bytes) } catch { throw .safeTensors(path: path, error) }
    let roundedTensors: SafeTensors
    do { roundedTensors = try EpochRecord(tensors).rounded.safeTensors(plan) } catch {
      throw .model(path: path, error)
    }
    do { try files.replace(rounded.path, with: roundedTensors.fileBytes()) } catch {
      throw .file(error)
    }
    written.insert(rounded)
  }

  private func removeWhatIsNotKept() throws(FileError) {
    let superfluous = written.filter { file in
      plan.precision(of: file.epoch, whenLastIs: last) != file.precision
        && !(file.isExact && awaitsRounding(file))
    }
    guard !superfluous.isEmpty else { return }
    for file in superfluous {
      try files.fileSystem.remove(files.place(file.path))
      written.remove(file)
    }
  }

  /// The exact file is all there is of an epoch that is to be kept rounded.
  private func awaitsRounding(_ file: HistoryFile) -> Bool {
    plan.precision(of: file.epoch, whenLastIs: last) == .rounded
      && !written.contains(HistoryFile(epoch: file.epoch, .rounded))
  }
}
