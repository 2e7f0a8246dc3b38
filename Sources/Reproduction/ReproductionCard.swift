/// One experiment of the literature: what is done, and what should come out.
package struct ReproductionCard: Sendable {
  /// As in R1.
  package let name: String
  /// The experiment in a few words.
  package let title: String
  /// Runs of each subject that the verdicts need, with the random seeds from 1 on; decided before any of
  /// them.
  package let seeds: Int
  /// The settings that it is about, and those beside them.
  package let subjects: [ReproductionSubject]

  init(_ name: String, _ title: String, seeds: Int = 3, _ subjects: [ReproductionSubject]) {
    self.name = name
    self.title = title
    self.seeds = seeds
    self.subjects = subjects
  }

  /// The preset that is a subject of this name.
  func subject(_ name: String) -> ReproductionSubject? { subjects.first { $0.name == name } }
}
