internal import Autoencoders
internal import FileFormats
internal import Foundation
internal import ProgramOptions

let exportCommand = Command(
  "export", .one("RUN|MODEL"),
  "write a model for others: ONNX, PyTorch, NumPy, or one file to walk",
  details: """
    onnx is a folder of two graphs, in operator set 18 and for any batch: encoder.onnx from image to
    mean and log_variance, or to code, and decoder.onnx from z to image, of means from 0 to 1. Images
    are [batch, channels, rows, columns], and so are codes that are images; others are [batch,
    latents]. A model with skip connections has a third, autoencoder.onnx, from image to
    reconstruction: the decoder by itself has zeros in their place.

    pytorch is a folder with model.py, a module with encode and decode, and model.safetensors, its
    state_dict. npz is a file of the parameters by the names they have there, of up to 4 GB.

    safetensors is a file for latentwalk, and the state_dict as well, with a card: preset, data, seed, epochs, and the losses on the test
    images. --precision half keeps its parameters in 16 bits, and the losses are those of what is kept. With
    --test-images, as many are written beside it, evenly spaced over all, on which it is walked where its data is
    not at hand.

    An encoder whose posterior goes through an autoregressive flow has no mean and log-variance to
    give: of such a model npz and safetensors alone can be written.
    """,
  options: OptionList(.exportFormat, .place) + ModelToGive.options,
  completion: .models,
  examples: [
    "latentwalk export runs/vae --out vae-onnx",
    "latentwalk export runs/conv --format pytorch --out conv-pytorch",
    "latentwalk export runs/vae --format npz --out vae.npz",
    "latentwalk export runs/vae --format safetensors --test-images 1000 --out vae.safetensors",
  ]
) { arguments in
  let format = arguments[.exportFormat]
  guard let place = arguments[.place] else {
    throw UsageError.missingValue(option: "--out", expected: format.place)
  }
  guard format.accepts(place) else { throw arguments.invalid(.place, expected: format.place) }
  let stored = try StoredModel(path: arguments.operand)
  let toGive = format == .safetensors ? try ModelToGive(stored, arguments) : nil
  return {
    let files = try toGive?.files() ?? stored.exported(as: format)
    let (folder, own) = format.isFile ? (place.folderOfFile, place) : (place, nil)
    if !format.isFile { try createFolder(folder) }
    for (index, file) in files.enumerated() {
      let beside = (folder as NSString).appendingPathComponent(file.name)
      let path = index == 0 ? own ?? beside : beside
      try writeFile(file.bytes, to: path)
      printOut("\(printable(path)): \(file.bytes.count) bytes\n")
    }
    return 0
  }
}

extension Option {
  fileprivate static var exportFormat: Option<ExportFormat> {
    Option<ExportFormat>("--format", .choice, default: .onnx, help: "who is to read the model")
  }

  fileprivate static var place: Option<String?> {
    Option<String?>(
      "--out", .path("PLACE"),
      help: "the folder to write into; for safetensors and npz the file"
    ).onlyTyped
  }
}

extension ExportFormat {
  /// A file rather than a folder is written.
  fileprivate var isFile: Bool { self == .npz || self == .safetensors }

  /// What `--out` names, as a complaint says it.
  fileprivate var place: String {
    switch self {
    case .onnx: "a folder for encoder.onnx and decoder.onnx"
    case .pytorch: "a folder for model.py and model.safetensors"
    case .safetensors, .npz: "a name that ends in .\(rawValue)"
    }
  }

  /// A file's name is no folder's, and the other way round.
  fileprivate func accepts(_ path: String) -> Bool {
    let ending = (path as NSString).pathExtension.lowercased()
    guard !isFile else { return ending == rawValue }
    return !["onnx", "py", "pt", "pth", "safetensors", "npz"].contains(ending)
  }
}

extension String {
  /// The folder of the file at this path.
  fileprivate var folderOfFile: String {
    let folder = parentFolder(of: self)
    return folder.isEmpty ? "." : folder
  }
}

extension StoredModel {
  fileprivate func exported(as format: ExportFormat) throws -> [ExportedFile] {
    do { return try model.exported(as: format) } catch {
      throw RunError.notExported(path: path, error)
    }
  }
}
