internal import Autoencoders
internal import Datasets
internal import ImageSets
internal import ProgramOptions

/// A model with a card in one file, and test images beside it, for somebody who has neither its run nor its data.
struct ModelToGive {
  static let options = OptionList(.precision, .testImages) + .images + OptionList(.threads)

  private let stored: StoredModel
  private let run: RunConfiguration
  private let precision: ParameterPrecision
  private let testImages: Int?
  private let data: DataRequest
  private let threads: Int

  /// - Throws: `RunError.noTraining` where nothing is known of the model's training.
  init(_ stored: StoredModel, _ arguments: Arguments) throws {
    guard let run = stored.configuration else { throw RunError.noTraining(path: stored.path) }
    self.stored = stored
    self.run = run
    precision = arguments[.precision]
    testImages = arguments[.testImages]
    data = try arguments.dataRequest()
    threads = arguments[.threads]
  }

  /// The model's file, and that of the test images where some are wanted.
  func files() throws -> [ExportedFile] {
    let dataset = try stored.dataset(data, .current)
    let rounded = stored.model.rounded(to: precision)
    let model = try rounded.described(by: card(of: rounded, on: dataset))
    let files: [ExportedFile]
    do { files = try model.exported(as: .safetensors) } catch {
      throw RunError.notExported(path: stored.path, error)
    }
    guard let testImages else { return files }
    let sample = TestSample(dataset.test.spread(testImages))
    do {
      return files + [
        ExportedFile(name: TestSample.fileName(for: dataset.name), bytes: try sample.fileBytes())
      ]
    } catch { throw RunError.notExported(path: stored.path, .archive(error)) }
  }

  private func card(of model: ModelSnapshot, on dataset: Dataset) throws -> ModelCard {
    let working = Autoencoder(model, on: try ProgramEnvironment.current.engine(threads: threads))
    let evaluator = Evaluator(
      images: dataset.test, model: model.configuration, capacity: working.capacity)
    let evaluation = withProgress("test images") {
      evaluator.evaluate(
        working, seed: 0, samples: EvaluationQuestions.usualSamples,
        klWeight: run.training.objective.evaluationKLWeight, progress: $0)
    }
    var card = ModelCard(
      of: run, epochs: stored.epoch ?? Double(run.training.epochs), precision: precision,
      test: TestResult(evaluation), program: "latentwalk \(Latentwalk.version)")
    card.dataset = DatasetReference(
      dataset, classes: run.dataset.classes, pixels: run.dataset.pixels)
    // The name finds it on another machine too, a path of this one would not.
    card.dataset.source = dataset.name
    card.dataset.classNames = run.dataset.classNames
    return card
  }
}

extension Option {
  fileprivate static var precision: Option<ParameterPrecision> {
    Option<ParameterPrecision>(
      "--precision", .choice, default: .single,
      help: "floats of 32 or of 16 bits in a safetensors file")
  }

  fileprivate static var testImages: Option<Int?> {
    Option<Int?>(
      "--test-images", .integer(2...100_000, as: "N"), otherwise: "none",
      help: "test images to write beside a safetensors file, as DATA-test.npz")
  }
}
