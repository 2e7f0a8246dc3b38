internal import Autoencoders
internal import FileFormats
internal import Foundation
internal import ProgramOptions

let exportCommand = Command(
  "export", .one("RUN|MODEL"),
  "write a model for other programs: ONNX, PyTorch, safetensors or NumPy",
  details: """
    onnx is a folder of two graphs, in operator set 18 and for any batch: encoder.onnx from image to
    mean and log_variance, or to code, and decoder.onnx from z to image, of means from 0 to 1. Images
    are [batch, channels, rows, columns], and so are codes that are images; others are [batch,
    latents]. A model with skip connections has a third, autoencoder.onnx, from image to
    reconstruction: the decoder by itself has zeros in their place.

    pytorch is a folder with model.py, a module with encode and decode, and model.safetensors, its
    state_dict. safetensors is that state_dict alone, with nothing of latentwalk in it; npz is a file of
    the parameters by the names they have there, of up to 4 GB.

    An encoder whose posterior goes through an autoregressive flow has no mean and log-variance to
    give: of such a model safetensors and npz alone can be written.
    """,
  options: OptionList(.exportFormat, .place),
  examples: [
    "latentwalk export runs/vae --out vae-onnx",
    "latentwalk export runs/conv --format pytorch --out conv-pytorch",
    "latentwalk export runs/vae --format safetensors --out vae.safetensors",
    "latentwalk export runs/vae --format npz --out vae.npz",
  ]
) { arguments in
  let format = arguments[.exportFormat]
  guard let place = arguments[.place] else {
    throw UsageError.missingValue(option: "--out", expected: format.place)
  }
  guard format.accepts(place) else { throw arguments.invalid(.place, expected: format.place) }
  let stored = try StoredModel(path: arguments.operand)
  return {
    let files = try stored.exported(as: format)
    if !format.isOneFile { try createFolder(place) }
    for file in files {
      let path = format.isOneFile ? place : (place as NSString).appendingPathComponent(file.name)
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
      "--out", .path("PLACE"), help: "the folder to write into; for one file its name"
    )
    .onlyTyped
  }
}

extension ExportFormat {
  fileprivate var isOneFile: Bool { self == .npz || self == .safetensors }

  /// What `--out` names, as a complaint says it.
  fileprivate var place: String {
    switch self {
    case .onnx: "a folder for encoder.onnx and decoder.onnx"
    case .pytorch: "a folder for model.py and model.safetensors"
    case .safetensors: "a name that ends in .safetensors"
    case .npz: "a name that ends in .npz"
    }
  }

  /// A file's name is no folder's, and the other way round.
  fileprivate func accepts(_ path: String) -> Bool {
    let ending = (path as NSString).pathExtension.lowercased()
    guard !isOneFile else { return ending == rawValue }
    return !["onnx", "py", "pt", "pth", "safetensors", "npz"].contains(ending)
  }
}

extension StoredModel {
  fileprivate func exported(as format: ExportFormat) throws -> [ExportedFile] {
    do { return try model.exported(as: format) } catch {
      throw RunError.notExported(path: path, error)
    }
  }
}
