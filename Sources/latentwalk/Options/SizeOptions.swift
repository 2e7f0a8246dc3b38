internal import Autoencoders
internal import ProgramOptions

extension OptionList {
  /// Sizes of a preset's dense layers.
  static let sizes = OptionList(.hidden, .latents)
}

extension Option {
  fileprivate static var hidden: Option<[Int]?> {
    Option<[Int]?>(
      "--hidden", .widths,
      help: "units of the dense layers up to the code, the decoder's in reverse"
    ).ofLists
  }

  fileprivate static var latents: Option<Int?> {
    Option<Int?>("--latents", .integer(1...65_536), help: "numbers in a code")
  }
}

extension OptionValue<[Int]> {
  /// The units of some layers.
  fileprivate static var widths: Self {
    Self("N,N,...", expected: "up to eight whole numbers from 1 to 65536, as in 512,256") { text in
      let words = text.split(separator: ",", omittingEmptySubsequences: false)
      let widths = words.compactMap { Int($0) }.filter((1...65_536).contains)
      return widths.count == words.count && widths.count <= 8 ? widths : nil
    }
  }
}

extension Preset {
  /// The preset with the sizes that the options ask for.
  func resized(_ arguments: Arguments) throws(UsageError) -> Preset {
    let (hidden, latents) = (arguments[.hidden], arguments[.latents])
    do { return try resized(hidden: hidden, latents: latents) } catch {
      guard let option = error.option else {
        let asked = hidden == nil ? Option<[Int]?>.latents.name : Option<[Int]?>.hidden.name
        throw .unused(option: asked, reason: "\(name): \(error.message)")
      }
      throw .unused(option: option, reason: "\(name): \(error.message); \(ways)")
    }
  }

  /// What else changes the preset's sizes.
  private var ways: String {
    let others = (try? resized(latents: 2)) == nil ? "" : "give --latents alone, or "
    return others + "edit a file of it: latentwalk presets \(shellWord(name)) --json > mine.json"
  }
}

extension PresetSizesError {
  /// The option that cannot be used; nil where the preset could have other values of it.
  fileprivate var option: String? {
    switch self {
    case .otherLayers, .tiedWeights, .pretrainedLayers: Option<[Int]?>.hidden.name
    case .codeOfOtherLayer: Option<Int?>.latents.name
    case .model, .training: nil
    }
  }
}
