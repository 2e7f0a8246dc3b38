/// A data set that can be fetched by its name. A further one is a row of `all`; what its files hold must be known.
public struct PublishedDataset: Equatable, Sendable {
  /// The name by which it is asked for.
  public let name: String
  /// What it shows.
  public let summary: String
  /// Its files, the images to train on last: where these are missing there is no data set yet.
  public let files: [PublishedFile]
  /// The addresses of folders that hold all files, each compressed by gzip, the most wanted first.
  public let mirrors: [String]

  package init(name: String, summary: String, files: [PublishedFile], mirrors: [String]) {
    self.name = name
    self.summary = summary
    self.files = files
    self.mirrors = mirrors
  }

  /// All that are known.
  public static let all: [PublishedDataset] = [mnist, fashionMNIST, kmnist]

  /// The one of a name; nil where there is none.
  public static func named(_ name: String) -> PublishedDataset? { all.first { $0.name == name } }
}

extension PublishedDataset {
  /// What is wrong with each of its files in a folder, if anything.
  public func faults(in folder: String) -> [(file: String, fault: FileFault?)] {
    files.map { ($0.name, $0.fault(in: folder)) }
  }

  private static let mnist = PublishedDataset(
    name: "mnist", summary: "70 000 handwritten digits",
    files: [
      PublishedFile(
        "t10k-labels-idx1-ubyte", size: 10_008,
        digest: .contents(
          sha256: "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2")),
      PublishedFile(
        "t10k-images-idx3-ubyte", size: 7_840_016,
        digest: .contents(
          sha256: "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7")),
      PublishedFile(
        "train-labels-idx1-ubyte", size: 60_008,
        digest: .contents(
          sha256: "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5")),
      PublishedFile(
        "train-images-idx3-ubyte", size: 47_040_016,
        digest: .contents(
          sha256: "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db")),
    ],
    mirrors: [
      "https://ossci-datasets.s3.amazonaws.com/mnist",
      "https://storage.googleapis.com/cvdf-datasets/mnist",
    ])

  private static let fashionMNIST = PublishedDataset(
    name: "fashion-mnist", summary: "70 000 garments of ten kinds",
    files: [
      PublishedFile(
        "t10k-labels-idx1-ubyte", size: 10_008,
        digest: .contents(
          sha256: "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34")),
      PublishedFile(
        "t10k-images-idx3-ubyte", size: 7_840_016,
        digest: .contents(
          sha256: "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b")),
      PublishedFile(
        "train-labels-idx1-ubyte", size: 60_008,
        digest: .contents(
          sha256: "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9")),
      PublishedFile(
        "train-images-idx3-ubyte", size: 47_040_016,
        digest: .contents(
          sha256: "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888")),
    ],
    mirrors: [
      "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com",
      "https://storage.googleapis.com/tensorflow/tf-keras-datasets",
    ])

  /// Its files are known by the digests that torchvision has of them.
  private static let kmnist = PublishedDataset(
    name: "kmnist", summary: "70 000 handwritten hiragana",
    files: [
      PublishedFile(
        "t10k-labels-idx1-ubyte", size: 10_008,
        digest: .compressed(md5: "7320c461ea6c1c855c0b718fb2a4b134")),
      PublishedFile(
        "t10k-images-idx3-ubyte", size: 7_840_016,
        digest: .compressed(md5: "5c965bf0a639b31b8f53240b1b52f4d7")),
      PublishedFile(
        "train-labels-idx1-ubyte", size: 60_008,
        digest: .compressed(md5: "e144d726b3acfaa3e44228e80efcd344")),
      PublishedFile(
        "train-images-idx3-ubyte", size: 47_040_016,
        digest: .compressed(md5: "bdb82020997e1d708af4cf47b453dcf7")),
    ],
    mirrors: ["http://codh.rois.ac.jp/kmnist/dataset/kmnist"])
}
