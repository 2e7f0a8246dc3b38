import Foundation
import Testing

/// The code in task articles is that of a package outside, which is built and run there.
struct TaskArticlesTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../..").standardizedFileURL

  private static func text(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: root.appending(path: path)), as: UTF8.self)
  }

  @Test(arguments: [
    ("TrainingAModel", "Training"), ("EvaluatingAModel", "Evaluating"),
    ("ExploringALatentSpace", "Exploring"), ("ExtendingTraining", "Extending"),
  ])
  func articlesQuoteWhatIsBuilt(article: String, source: String) throws {
    let text = try Self.text("Sources/Autoencoders/Autoencoders.docc/\(article).md")
    let parts = text.components(separatedBy: "```")
    try #require(parts.count == 3 && parts[1].hasPrefix("swift\n"))
    let code = try Self.text("Tests/OutsidePackage/Sources/Tasks/\(source).swift")
    #expect(
      code == "import Autoencoders\nimport ImageSets\n\n" + parts[1].dropFirst("swift\n".count))
  }
}
