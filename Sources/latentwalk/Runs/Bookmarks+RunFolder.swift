internal import Autoencoders
internal import Explorer

extension RunFolder {
  /// The places that were kept by a letter; nil where the file cannot be read, and so is not to be written
  /// over. Places of another model are no places here.
  var keptPlaces: Bookmarks? {
    guard let codes = try? bookmarks() else { return nil }
    let latents = configuration.model.latentCount
    let places = codes.compactMap { name, code in
      name.count == 1 && code.count == latents ? name.first.map { ($0, code) } : nil
    }
    return Bookmarks(Dictionary(uniqueKeysWithValues: places))
  }

  /// Keeps places by their letters.
  func keep(_ bookmarks: Bookmarks) throws(RunFolderError) {
    let codes = bookmarks.codes.map { (String($0), $1) }
    try keep(bookmarks: Dictionary(uniqueKeysWithValues: codes))
  }
}
