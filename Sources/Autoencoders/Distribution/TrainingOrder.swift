internal import FileFormats

/// What the first process of a group has the others do.
enum TrainingOrder {
  /// Make a trainer like the first process's.
  case begin(SharedTraining)
  /// Stand where the first process's trainer stands.
  case adopt(Checkpoint)
  /// Go on with the same parameters from here.
  case move(TrainingPosition)
  /// Take a step, after the end of the epoch before where one is complete.
  case step
  /// There is nothing left to do.
  case end

  private enum Kind: UInt8 {
    case begin, adopt, move, step, end
  }

  var message: ProcessMessage {
    do {
      let (kind, bytes): (Kind, [UInt8]) =
        switch self {
        case .begin(let training): (.begin, try training.file().fileBytes())
        case .adopt(let checkpoint): (.adopt, try checkpoint.safeTensors().fileBytes())
        case .move(let position): (.move, Array(try position.documentText().utf8))
        case .step: (.step, [])
        case .end: (.end, [])
        }
      return ProcessMessage(kind: kind.rawValue, bytes: bytes)
    } catch {
      // Such a state is gone back from before the next step.
      preconditionFailure("a state that no checkpoint can hold: \(error)")
    }
  }

  /// - Throws: what reading a message of another program or version throws.
  init(_ message: ProcessMessage) throws {
    switch Kind(rawValue: message.kind) {
    case .begin: self = .begin(try SharedTraining(SafeTensors(parsing: message.bytes)))
    case .adopt: self = .adopt(try Checkpoint(SafeTensors(parsing: message.bytes)))
    case .move:
      self = .move(try TrainingPosition(document: String(decoding: message.bytes, as: UTF8.self)))
    case .step: self = .step
    case .end: self = .end
    case nil: throw ModelFileError.unknownMetadata(key: "order \(message.kind)")
    }
  }
}
