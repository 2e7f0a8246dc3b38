public import FileFormats

/// Why another program cannot have a model.
public enum ExportError: Error, Equatable {
  /// The posterior is what an autoregressive flow makes of a Gaussian: an encoder of mean and log-variance does not
  /// describe it.
  case flow
  /// A parameter, of this tensor, is too great for the file's precision.
  case beyondPrecision(tensor: String)
  /// A part of the model came out of this file of another program.
  case foreignPart(file: String)
  /// The parameters do not fit an archive.
  case archive(ZipWriterError)
  /// The model's description, which the files hold, cannot be written.
  case metadata(ModelFileError)
}
