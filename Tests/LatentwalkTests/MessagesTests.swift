import Autoencoders
import CursesTerminal
import Datasets
import Explorer
import FileFormats
import Foundation
import ImageSets
import ProgramOptions
import Reproduction
import TerminalUI
import Testing
import TrainingLogs

@testable import latentwalk

struct MessagesTests {
  private static let reference = DatasetReference(
    name: "mnist", source: "mnist", trainImages: 9, testImages: 3, fingerprint: 7)

  /// Values of all errors, of each case one.
  static let errors: [[any Explainable]] = [
    [
      RunError.differentData(expected: reference, found: reference),
      RunError.wrongImageShape(
        model: FeatureShape(height: 1, width: 2, channels: 1),
        data: FeatureShape(height: 1, width: 2, channels: 3)),
      RunError.notFetched(dataset: "mnist", .transfer(.cut)),
      RunError.notFetched(dataset: "mnist", nil),
      RunError.unknownClass("cat", data: "a", known: []),
      RunError.unknownClass("cat", data: "a", known: ["dog", "cab"]),
      RunError.wrongCodeLength(option: "--code", expected: 2, found: 3),
      RunError.noShippedModel(name: "vae", searched: ["a", "b"], variable: "V"),
      RunError.noShippedModel(name: "vae", searched: [], variable: "V"),
      RunError.noTraining(path: "a"),
      RunError.tooFewLatents(1), RunError.nothingReproduced(folder: "runs"),
      RunError.binaryToTerminal,
      RunError.noPlaceForRuns(FileError(.create, "a", code: EACCES)),
      RunError.noPrior(command: "infer"),
      RunError.noEncoder(path: "a.onnx"),
      RunError.noCodes(file: "a.npy", shapes: [[3, 2]], latents: 5),
      RunError.noCodes(file: "a.npz", shapes: [], latents: 5),
      RunError.codesNotFinite(file: "a.npy"), RunError.noLabels(file: "a.npz"),
      RunError.flowPosterior(command: "infer"),
      RunError.windowTooSmall(width: 1, height: 2, neededWidth: 3, neededHeight: 4),
      RunError.alreadyFinished(path: "run", epochs: 3),
      RunError.compressedCodes(path: "file", .truncated),
      RunError.codesOfAnotherModel(path: "file"),
      RunError.noPictures(path: "run"), RunError.animation(files: ["a"], .noFrames),
      RunError.animation(files: ["a", "b"], .notPNG(frame: 1)),
      RunError.animation(files: ["a", "b"], .differentHeader(frame: 1)),
      RunError.stoppedEarly(path: "run", epochs: 3, best: 1),
      RunError.tooManyHeldOut(data: "data", images: 5, heldOut: 4, batchSize: 3),
      RunError.fewerImagesThanBatch(data: "data", images: 5, batchSize: 6), RunError.codesTooLarge,
      RunError.tooFewImages(1, needed: 2, available: 1, perplexity: nil),
      RunError.noPathOverImages(1), RunError.notExported(path: "a", .flow),
      RunError.badRunName("a/b"), RunError.badRunName(""),
      RunError.runNameTaken("b"),
      RunError.severalRuns(name: "v", runs: ["va", "vb"], folder: "runs"),
      RunError.tooFewNormalImages(data: "data", images: 1),
      RunError.oneKindOfTestImages(data: "data", normal: 1, anomalous: 0),
    ],
    [
      PreferencesError.notAnObject, PreferencesError.unknownName("x"),
      PreferencesError.unknownValue(of: "shading", allowed: ["ascii", "blocks"]),
      PreferencesError.unknownKeys, PreferencesError.keys(.unknownKey("x")),
    ],
    [
      KeyMapError.unknownKey("Hyper"), KeyMapError.unknownCommand("fly"),
      KeyMapError.taken(Key.enter, by: "a", wanted: "b"),
    ],
    [
      ScriptError(line: 1, fault: .unknownCommand("x")),
      ScriptError(line: 1, fault: .wrongArguments(of: "x")),
    ],
    [ScriptFileError(path: "a", error: ScriptError(line: 1, fault: .unknownCommand("x")))],
    [
      ForeignModelError.file(FileError(.read, "a", code: EACCES)),
      ForeignModelError.otherKind(file: "a", .png),
      ForeignModelError.otherKind(file: "a", .pickle),
      ForeignModelError.onnx(file: "a", .notONNX), ForeignModelError.torch(file: "a", .noPickle),
      ForeignModelError.safeTensors(file: "a", .malformedHeader),
      ForeignModelError.state(file: "a", .noCode), ForeignModelError.layers(file: "a.json"),
      ForeignModelError.graph(file: "a", .openInput("x")),
      ForeignModelError.noDecoder(file: "a", input: 3, output: 2),
      ForeignModelError.noBottleneck(file: "a"),
      ForeignModelError.noEncoder(file: "a", outputs: [[3], [4]], latents: 2),
      ForeignModelError.unknownImageSize(file: "a", pixels: 7),
      ForeignModelError.differentImages(encoder: 1, decoder: 2),
      ForeignModelError.imageSize(file: "a", height: 300, width: 2),
      ForeignModelError.channels(file: "a", 4), ForeignModelError.notFinite(file: "a"),
    ],
    [
      GraphError.unsupportedOperator("Loop", node: "n"),
      GraphError.unsupported("a mode", node: "n"), GraphError.random("RandomNormal", node: "n"),
      GraphError.shapes([[1], [2, 3]], node: "n"), GraphError.missingTensor("t", node: "n"),
      GraphError.tooLarge([1 << 40], node: "n"), GraphError.inputs([]),
      GraphError.inputs(["a", "b"]), GraphError.openInput("x"),
    ],
    [
      ONNXError.notONNX, ONNXError.unsupportedOperatorSet(99),
      ONNXError.unsupportedElement(8, tensor: "t"),
      ONNXError.wrongSize(tensor: "t", expected: 3, found: 2),
      ONNXError.wrongSize(tensor: "t", expected: nil, found: 2),
      ONNXError.externalData(tensor: "t", location: "../t"),
    ],
    [
      PyTorchFileError.zip(.truncated), PyTorchFileError.noPickle,
      PyTorchFileError.pickle(.malformed), PyTorchFileError.refusedObject("posix.system"),
      PyTorchFileError.noStateDictionary, PyTorchFileError.wrongTensor("t"),
      PyTorchFileError.unsupportedElement("QInt8Storage", tensor: "t"),
    ],
    [
      PickleError.truncated, PickleError.unknownInstruction(255), PickleError.malformed,
      PickleError.tooLarge,
    ],
    [
      StateDictionaryError.noLinear("conv", shape: [4, 1, 3, 3]),
      StateDictionaryError.unknownTensor("t"), StateDictionaryError.element("I64", tensor: "t"),
      StateDictionaryError.notFinite("t"), StateDictionaryError.unknownModules([]),
      StateDictionaryError.unknownModules(["a", "b"]),
      StateDictionaryError.widths("a", gives: 2, "b", reads: 3),
      StateDictionaryError.activationCount(given: 3, layers: 4), StateDictionaryError.noCode,
    ],
    [
      OptionDefaultsError.notAnObject(path: "options.train"),
      OptionDefaultsError.unknownCommand(path: "options.a", nearest: "b"),
      OptionDefaultsError.unknownOption(path: "options.all.a", nearest: nil),
      OptionDefaultsError.onlyTyped(path: "options.train.out"),
      OptionDefaultsError.invalidValue(path: "options.all.a", found: "0", expected: "b"),
    ],
    [CodeGraphError.disconnected(reached: 1, of: 3)],
    [
      ExportError.archive(.tooLarge(bytes: 2, limit: 1)), ExportError.flow,
      ExportError.beyondPrecision(tensor: "a"),
      ExportError.foreignPart(file: "a.onnx"),
      ExportError.metadata(.noConfiguration),
    ],
    [
      PresetError.doesNotFit(
        preset: "conv", image: FeatureShape(height: 30, width: 30, channels: 1), reduction: 8,
        fitting: ["vae"]),
      PresetError.doesNotFit(
        preset: "a", image: FeatureShape(height: 30, width: 30, channels: 3), reduction: 1,
        fitting: (0..<9).map { "p\($0)" }),
    ],
    [
      UsageError.unknownCommand("a", nearest: nil), UsageError.unknownCommand("a", nearest: "b"),
      UsageError.unknownOption("--a", command: "train", nearest: nil),
      UsageError.missingValue(option: "--a", expected: "b"),
      UsageError.invalidValue(option: "--a", value: "b", expected: "c, d"),
      UsageError.unexpectedValue(option: "--a"),
      UsageError.repeated(option: "--a"), UsageError.missingOperand("RUN", command: "eval"),
      UsageError.unexpectedOperand("a", command: "eval"),
      UsageError.unknownPreset("a", nearest: nil),
      UsageError.notUnicode("caf\\xE9"), UsageError.unused(option: "--a", reason: "b"),
    ],
    [
      DatasetError.unknown("a"), DatasetError.notFound(name: "mnist", searched: ["a", "b"]),
      DatasetError.noImages(folder: "a"), DatasetError.missing(file: "a", folder: "b"),
      DatasetError.file(FileError(.read, "a", code: ENOENT)),
      DatasetError.idx(file: "a", .wrongMagic([1])),
      DatasetError.array(file: "a", .labelElement("f4")), DatasetError.singleArray(file: "a"),
      DatasetError.pixelOutOfRange(file: "a", image: 1, value: 2, least: 0, greatest: 3),
      DatasetError.noTestImagesIn(file: "a"), DatasetError.notData(file: "a", .png),
      DatasetError.notData(file: "a", nil), DatasetError.nothingAt(variable: "A", path: "b"),
      DatasetError.noMember("a", file: "b", members: ["c"]), DatasetError.onlyImage(file: "a"),
      DatasetError.notOneHot(file: "a", index: 1), DatasetError.noLabels(name: "a"),
      DatasetError.pixelNotFinite(file: "a", image: 1, pixel: 2, isNaN: false),
      DatasetError.noImagesIn(file: "a"),
      DatasetError.notImages(file: "a", shape: [1]), DatasetError.notLabels(file: "a", shape: [1]),
      DatasetError.counts(imageFile: "a", images: 1, labelFile: "b", labels: 2),
      DatasetError.imageSize(file: "a", height: 1, width: 2),
      DatasetError.label(file: "a", index: 1, value: 11),
      DatasetError.label(file: "a", index: 1, value: -1),
      DatasetError.noImagesOf(classes: [1], name: "a"),
      DatasetError.differentShapes(file: "a", shape: [1], other: "b", otherShape: [2]),
      DatasetError.membersOfNoArchive(path: "a"), DatasetError.notNames(file: "a"),
      DatasetError.tooManyNames(file: "a", count: 300), DatasetError.csv(file: "a", .noRows),
      DatasetError.tableColumns(file: "a", pixels: 65),
      DatasetError.labelText(file: "a", index: 1, text: "b"),
      DatasetError.picture(file: "a", .damaged(.png)),
      DatasetError.differentPictures(
        file: "a", height: 1, width: 2, other: "b", otherHeight: 3, otherWidth: 4),
      DatasetError.tooManyClasses(place: "a", count: 300),
      DatasetError.severalTables(folder: "a", files: ["a/train.csv", "a/b-train.csv"]),
      DatasetError.compressed(file: "a", .corrupt(produced: 1)),
    ],
    [
      FetchError.noLibrary, FetchError.stopped(dataset: "a"),
      FetchError.noMirrorLeft(file: "a", dataset: "b"),
      FetchError.inUse(folder: "a", process: 7), FetchError.inUse(folder: "a", process: nil),
      FetchError.file(FileError(.write, "a", code: ENOSPC)),
    ],
    [
      ArrayError.zip(.notZip(.png)), ArrayError.npy(.notNPY(.png)),
      ArrayError.labelElement("c8"),
    ],
    [
      FileError(.read, "a", code: ENOENT), FileError(.write, "a", code: ENOSPC),
      FileError(.create, "a", code: EACCES), FileError(.replace(.link), "a", code: EEXIST),
      FileError(.readSpecial(.pipe), "a", code: ESPIPE),
    ],
    [
      DeflateError.truncated(produced: 1), DeflateError.corrupt(produced: 1),
      DeflateError.tooLarge(limit: 1),
    ],
    [
      ZipError.notZip(nil), ZipError.notZip(.text), ZipError.encrypted("a"),
      ZipError.noSuchMember("a"), ZipError.unsupportedMethod(1),
      ZipError.truncated, ZipError.compressed(.corrupt(produced: 1)), ZipError.wrongChecksum("a"),
    ],
    [
      ZipWriterError.tooLarge(bytes: 2, limit: 1), ZipWriterError.tooManyMembers(limit: 1),
    ],
    [RangeCoderError.truncated, RangeCoderError.corrupt],
    [
      CSVError.noRows, CSVError.tooManyFields(line: 1, limit: 2),
      CSVError.fieldCount(line: 1, expected: 2, found: 3),
      CSVError.notNumber(line: 1, column: 2, text: "a"),
    ],
    [
      RasterImageError.otherKind(.gif), RasterImageError.otherKind(nil),
      RasterImageError.damaged(.png), RasterImageError.damaged(.jpeg),
      RasterImageError.tooLarge(height: 200, width: 1, limit: 128),
      RasterImageError.unsupportedColors, RasterImageError.noMemory,
    ],
    [
      IDXError.wrongMagic([1, 2]),
      IDXError.wrongLength(expected: 1, found: 2),
      IDXError.otherKind(.empty), IDXError.dimensionsTooLarge([1]),
      IDXError.compressed(.corrupt(produced: 1)),
    ],
    [
      NPYError.notNPY(nil), NPYError.notNPY(.png), NPYError.unsupportedVersion(9),
      NPYError.malformedHeader("a"),
      NPYError.unsupportedElement("c8"), NPYError.unsupportedElement("'<f16'"),
      NPYError.wrongLength(expected: 1, found: 2), NPYError.dimensionsTooLarge([1]),
    ],
    [
      SafeTensorsError.otherKind(.pickle), SafeTensorsError.headerLength(nil, fileSize: 1),
      SafeTensorsError.malformedHeader,
      SafeTensorsError.duplicateKey("a"), SafeTensorsError.unknownElement("a", tensor: "b"),
      SafeTensorsError.wrongSize(tensor: "a", expected: 1, found: 2),
      SafeTensorsError.dimensionsTooLarge(tensor: "a", [1]),
      SafeTensorsError.notContiguous(tensor: nil), SafeTensorsError.notContiguous(tensor: "a"),
    ],
    [
      CompressedCodesError.notCompressedCodes, CompressedCodesError.truncated,
      CompressedCodesError.wrongChecksum, CompressedCodesError.malformed,
      CompressedCodesError.compressed(.corrupt(produced: 1)),
      CompressedCodesError.rangeCoded(.truncated),
    ],
    [
      AnimatedPNGError.noFrames, AnimatedPNGError.notPNG(frame: 1),
      AnimatedPNGError.differentHeader(frame: 1),
    ],
    [
      EngineError.unknownKernels("a", known: ["b"]), EngineError.unsupportedKernels("a"),
      EngineError.threads(0),
    ],
    [
      ModelConfigurationError.layer(.dense(0, .relu), at: "encoder[0]"),
      ModelConfigurationError.noDecoder,
      ModelConfigurationError.imageSize(height: 0, width: 1),
      ModelConfigurationError.imageChannels(2),
      ModelConfigurationError.latentDimensions(0),
      ModelConfigurationError.flow(steps: 0, hidden: 1),
      ModelConfigurationError.posteriorNoise(0), ModelConfigurationError.likelihood(.bernoulli),
      ModelConfigurationError.corruption(.masking(share: 2)), ModelConfigurationError.tiedLayers,
      ModelConfigurationError.skipConnections,
      ModelConfigurationError.decoderOutput(expected: 1, found: 2),
    ],
    [
      TrainingConfigurationError.counts, TrainingConfigurationError.rate,
      TrainingConfigurationError.weights, TrainingConfigurationError.objective(.noPosterior),
      TrainingConfigurationError.memory(bytes: 1 << 40, limit: 1 << 30),
      TrainingConfigurationError.memory(bytes: nil, limit: 1 << 30),
      TrainingConfigurationError.shards(3), TrainingConfigurationError.processes(3, shards: 4),
      TrainingConfigurationError.shardsOfBatchMean(.activation),
      TrainingConfigurationError.shardsOfBatchMean(.divergence),
      TrainingConfigurationError.pretraining, TrainingConfigurationError.earlyStopping,
    ],
    [
      PresetFileError.file(FileError(.read, "a", code: EIO)),
      PresetFileError.syntax(path: "a", line: 1, column: 2),
      PresetFileError.metadata(path: "a", .missingKey(path: "b")),
      PresetFileError.model(path: "a", .noDecoder), PresetFileError.training(path: "a", .rate),
    ],
    [
      PresetSizesError.otherLayers(kind: "a"), PresetSizesError.tiedWeights,
      PresetSizesError.pretrainedLayers, PresetSizesError.codeOfOtherLayer(kind: "a"),
      PresetSizesError.model(.noDecoder), PresetSizesError.training(.rate),
    ],
    [
      ObjectiveError.penaltyOfPosterior, ObjectiveError.contractionOfLayers,
      ObjectiveError.activationOfUnits, ObjectiveError.noPosterior, ObjectiveError.notGaussian,
      ObjectiveError.constraintOfBound,
    ],
    [
      RunFolderError.holdsRun(path: "a"), RunFolderError.notEmpty(path: "a"),
      RunFolderError.noRun(path: "a"), RunFolderError.noModel(path: "a"),
      RunFolderError.noCheckpoint(path: "a"),
      RunFolderError.noEpoch(path: "a", epoch: 3, exact: []),
      RunFolderError.noEpoch(path: "a", epoch: 3, exact: Array(1...20)),
      RunFolderError.holdsRunInUse(path: "a", process: 7, host: nil),
      RunFolderError.configuration(path: "a", .missingKey(path: "b")),
      RunFolderError.configuration(path: "a", .newerVersion(3, known: 2)),
      RunFolderError.file(FileError(.read, "a", code: EIO)),
      RunFolderError.safeTensors(path: "a", .malformedHeader),
      RunFolderError.model(path: "a", .noConfiguration),
      RunFolderError.metadata(path: "c", .missingKey(path: "b")),
      RunFolderError.training(path: "a", .rate),
      RunFolderError.inUse(path: "a", process: 7, host: nil),
      RunFolderError.inUse(path: "a", process: nil, host: "elsewhere"),
      RunFolderError.notRescued(
        FileError(.write, "a", code: ENOSPC), rescue: FileError(.create, "b", code: EACCES)),
    ],
    [
      ModelFileError.noConfiguration, ModelFileError.metadata(key: "a", .missingKey(path: "b")),
      ModelFileError.unknownMetadata(key: "a"),
      ModelFileError.invalidConfiguration(.noDecoder), ModelFileError.invalidCard(.weights),
      ModelFileError.missingTensor("a"),
      ModelFileError.tooFewNumbers(needed: 2, found: 1),
      ModelFileError.unexpectedTensor("a"),
      ModelFileError.wrongShape(tensor: "a", expected: [1], found: [2]),
      ModelFileError.wrongElement(tensor: "a", found: "F16"), ModelFileError.notFinite(tensor: "a"),
      ModelFileError.otherModel, ModelFileError.impossiblePosition(TrainingPosition()),
    ],
    [
      MetadataError.json(.tooDeep), MetadataError.newerVersion(3, known: 2),
      MetadataError.missingKey(path: "a"), MetadataError.unknownKey(path: "a", known: ["c"]),
      MetadataError.unknownKey(path: "a.unit", known: ["units"]),
      MetadataError.wrongType(path: "a", expected: "number", found: "string"),
      MetadataError.unknownWord(path: "a", found: "b", known: ["c"]),
      MetadataError.outOfRange(path: "a", found: "-1"),
    ],
    [
      JSONError.empty, JSONError.syntax(offset: 1), JSONError.duplicateKey("a"), JSONError.tooDeep,
      JSONError.notFinite(path: "a"),
    ],
    [
      GaussianMixtureError.tooFewCodes(1, needed: 2),
      GaussianMixtureError.tooManyDimensions(3, limit: 2), GaussianMixtureError.tooLarge,
    ],
    [
      LogError.file(FileError(.read, "a", code: EACCES)), LogError.noLog(path: "a"),
      LogError.damaged(path: "a"), LogError.busy(path: "a"),
      LogError.store(path: "a", code: 11, reason: "b"),
    ],
    [TerminalError.notATerminal, TerminalError.unusable(term: "a")],
    [ReproductionError.otherData(path: "a", dataset: "b")],
    [
      SweepError.noPlan(path: "a"), SweepError.plan(path: "a", .missingKey(path: "b")),
      SweepError.otherPlan(path: "a", tasks: 4, asked: 3, missing: 2),
      SweepError.holdsPlan(path: "a"), SweepError.tooManyTasks(limit: 9),
      SweepError.noTask(3, tasks: 2),
      SweepError.nothingLeft(path: "a"), SweepError.noResults(path: "a"),
      SweepError.rescued(path: "a"), SweepError.notRequeued(job: "17_3", status: 1),
    ],
  ]

  @Test(arguments: errors)
  func everyErrorHasALine(errors: [any Explainable]) {
    for error in errors {
      let line = message(for: error)
      #expect(line == error.message && line.count > 10, "\(error)")
      #expect(!line.contains("\n") && !line.hasSuffix(".") && !line.contains("error 1"), "\(line)")
      // A case that is written out as Swift has it was not put into words.
      #expect(line != "\(error)" && !line.contains("Optional("), "\(line)")
    }
  }

  @Test func casesOfOneErrorDiffer() {
    for errors in Self.errors {
      #expect(Set(errors.map(\.message)).count == errors.count)
    }
  }

  /// A file that is damaged, or of another kind than was thought, can be had again, made anew, or left out; which of it
  /// is said behind a semicolon.
  @Test(arguments: errors.filter { errors in errors.first.map(isOfFiles) ?? false })
  func whatIsWrongWithAFileComesWithARemedy(errors: [any Explainable]) {
    let verbs = [
      "fetch", "save", "copy", "export", "give", "train", "compress", "remove", "put", "leave",
      "scale", "update", "unpack", "write", "fix", "name", "names", "restore", "start", "number",
      "convert",
    ]
    for error in errors {
      let remedy = error.message.split(separator: ";").dropFirst().joined(separator: ";")
      let words = Set(remedy.split { !$0.isLetter }.map(String.init))
      #expect(!words.isDisjoint(with: verbs), "\(error.message)")
    }
  }

  private static func isOfFiles(_ error: any Explainable) -> Bool {
    switch error {
    case is DeflateError, is ZipError, is IDXError, is CSVError, is RasterImageError, is NPYError,
      is SafeTensorsError, is CompressedCodesError, is RangeCoderError, is AnimatedPNGError,
      is ModelFileError, is ONNXError, is PyTorchFileError, is PickleError, is StateDictionaryError:
      true
    default: false
    }
  }

  /// The types that conform to `Error` in the sources are those above and two that a test cannot make of
  /// themselves: training makes one, images of floats the other. Of the benchmark's own targets the program has none.
  @Test func everyErrorTypeIsExplained() throws {
    let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources")
    let files = try #require(FileManager.default.enumerator(atPath: sources.path))
      .compactMap { $0 as? String }
      .filter { $0.hasSuffix(".swift") }
      .filter { !$0.hasPrefix("latentwalk-") && !$0.hasPrefix("Timing/") }
    var declared: Set<String> = []
    for file in files {
      let text = try String(contentsOf: sources.appending(path: file), encoding: .utf8)
      for match in text.matches(of: /(?:enum|struct|class) (\w+): Error\b/) {
        declared.insert(String(match.output.1))
      }
    }
    let explained = Self.errors.compactMap { $0.first.map { String(describing: type(of: $0)) } }
    let others = [Self.name(of: DivergenceError.self), Self.name(of: PixelError.self)]
    #expect(declared == Set(explained + others))
  }

  @Test func aPixelIsNamedWithItsPlaceAndValue() throws {
    let error = try #require(throws: PixelError.self) {
      try LabeledImages(height: 1, width: 2, floats: [0, 1.5])
    }
    #expect(error.message == "pixel 1 is 1.5, not from 0 to 1.0")
  }

  private static func name<Explained: Explainable>(of type: Explained.Type) -> String {
    String(describing: type)
  }

  private struct Unforeseen: Error {}

  @Test func anErrorWithoutWordsIsOwnedUpTo() {
    #expect(
      message(for: Unforeseen()) == "unforeseen, and a fault of latentwalk: Unforeseen()")
  }
}
