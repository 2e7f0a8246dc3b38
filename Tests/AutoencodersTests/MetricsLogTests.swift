import Autoencoders
import Datasets
import FileFormats
import Foundation
import TestSupport
import Testing

struct MetricsLogTests {
  private static let line =
    #"{"epoch":0.5,"kl":2,"kl_weight":1,"least":{"kl":1,"reconstruction":3,"total":4},"#
    + #""reconstruction":4,"seconds":0.25,"split":"train","step":7,"total":6}"#

  /// The line as it is now; as version 1 had it, the parts of `least` in place of its total; and with a
  /// key that another program added.
  @Test func linesOfEveryVersionAreRead() throws {
    let old = Self.line.replacing(
      #"{"kl":1,"reconstruction":3,"total":4}"#,
      with: #"{"adjustment":0,"kl":1,"klWeight":1,"reconstruction":3}"#)
    let foreign = Self.line.replacing(#""step""#, with: #""note":"x","step""#)
    #expect(old != Self.line && foreign != Self.line)
    let log = MetricsLog(parsing: "\(Self.line)\n\(old)\n\(foreign)\n")
    #expect(log.lines.count == 3 && log.damagedLines == [])
    #expect(log.lines[2] == log.lines[0])
    for line in log.lines {
      #expect(line.step == 7 && line.epoch == 0.5 && line.split == .train && line.total == 6)
      #expect(line.least?.reconstruction == 3 && line.least?.kl == 1)
      #expect(line.greatest == nil && line.klPerDimension == nil && line.seconds == 0.25)
    }
    #expect(log.lines[0].least?.total == 4 && log.lines[1].least?.total == nil)
    #expect(try log.lines[0].json.text() == Self.line)
  }

  /// The extremes of a sum are none of its parts' extremes: where a log does not have them, they are not
  /// known, but for a weight of one, and for codes without a KL term.
  @Test(arguments: [
    (#""kl":2,"kl_weight":1"#, #""kl":1,"reconstruction":3,"total":5"#, 5.0),
    (#""kl":2,"kl_weight":0.5"#, #""kl":1,"reconstruction":3,"total":5"#, nil),
    (#""kl":2,"kl_weight":0.5"#, #""kl":1,"negative_elbo":6,"reconstruction":3,"total":5"#, 6),
    (#""kl":2,"kl_weight":1"#, #""kl":1,"klWeight":1,"reconstruction":3"#, nil),
    (#""kl":0,"kl_weight":0"#, #""kl":0,"klWeight":0,"reconstruction":3"#, 3),
  ])
  func extremesOfTheELBOAreReadOrNotKnown(loss: String, extremes: String, expected: Double?) throws
  {
    let text =
      #"{"epoch":0.5,"greatest":{\#(extremes)},\#(loss),"least":{\#(extremes)},"#
      + #""reconstruction":4,"seconds":0.25,"split":"train","step":7,"steps":4,"total":6}"#
    let losses = try #require(MetricsLog(parsing: text + "\n").lines.first).losses
    #expect(losses.least.negativeELBO == expected && losses.greatest.negativeELBO == expected)
    #expect(losses.least.reconstruction == 3 && losses.steps == 4)
  }

  /// A run that is stopped within a line of its log loses no step of it.
  @Test func stepsOfALineThatIsNotFullAreLogged() throws {
    var training = SmallRun.configuration(Preset.all[0])
    (training.epochs, training.batchSize) = (1, 2)
    var lines: [MetricsLine] = []
    let trainer = Trainer(
      training, of: Preset.all[0].model, images: SmallRun.data.train, on: try Engine(threads: 1))
    let control = TrainingControl()
    let stopper = Stopper(after: 27, control)
    try TrainingRun(
      trainer, evaluator: SmallRun.evaluator(Preset.all[0]),
      observers: [MetricsRecorder { lines.append($0) }, stopper]
    ).run(control)
    #expect(trainer.stepsPerEpoch == 500 && trainer.position.step == 27)
    #expect(lines.map(\.steps) == [10, 10, 7] && lines.last?.step == 27)
    #expect(lines.last?.epoch == 27 / 500.0)
  }

  /// A last line that was cut off is nobody's fault; one in the middle is named.
  @Test func damagedLinesAreNamed() {
    let log = MetricsLog(
      parsing: "\(Self.line)\n{\"step\":\n\n\(Self.line)\n\(Self.line.dropLast())")
    #expect(log.lines.count == 2 && log.damagedLines == [2])
  }

  /// What a resumed run keeps of its log stays as it stood, keys of other programs among it.
  @Test func keptLinesStayAsTheyAre() throws {
    try withTemporaryFolder { root in
      let writer = try RunWriter.create("\(root)/run", RunFolderTests.configuration)
      let folder = writer.folder
      let kept = Self.line.replacing(#""step""#, with: #""note":"x","step""#) + "\n"
      let later = Self.line.replacing(#""step":7"#, with: #""step":8"#) + "\n"
      try writeFile(Array((kept + later).utf8), to: folder.metricsPath)
      let trainer = SmallRun.trainer(Preset.all[0])
      (trainer.position.step, trainer.position.batch) = (7, 7)
      _ = try RunSaver(writer, of: trainer, resumingAt: Checkpoint(of: trainer))
      #expect(String(decoding: try readFile(folder.metricsPath), as: UTF8.self) == kept)
    }
  }

  @Test func aLogThatCannotBeReadIsAnError() throws {
    try withTemporaryFolder { root in
      let folder = try RunFolder.create("\(root)/run", RunFolderTests.configuration)
      #expect(try folder.metrics().lines == [])
      try FileManager.default.createDirectory(
        atPath: folder.metricsPath, withIntermediateDirectories: true)
      #expect(throws: RunFolderError.self) { try folder.metrics() }
    }
  }
}
