import Autoencoders
import Reproduction
import TestSupport
import Testing

struct ReproductionCardTests {
  @Test(arguments: ReproductionCard.all.map(\.name))
  func claimsCanBeMeasured(name: String) throws {
    let card = try #require(ReproductionCard.named(name.lowercased()))
    let subjects = card.subjects.map(\.name)
    #expect(Set(subjects).count == subjects.count)
    let claims = card.subjects.flatMap(\.claims)
    #expect(claims.compactMap(\.metric.comparedSubject).allSatisfy(subjects.contains))
    for subject in card.subjects {
      for preset in subject.presets {
        try preset.model.validate()
        try preset.training.objective.check(for: preset.model)
      }
      let isOfModel: Bool = if case .preset = subject.work { true } else { false }
      #expect(subject.claims.allSatisfy { $0.metric.isOfModel == isOfModel })
    }
  }

  /// Something is asked, and of a setting that is not our own.
  @Test(arguments: ReproductionCard.all.map(\.name))
  func asksWhatCounts(name: String) throws {
    let card = try #require(ReproductionCard.named(name))
    #expect(
      card.subjects.contains { subject in
        !subject.isOurs && subject.claims.contains { $0.bound != nil && !$0.isStretch }
      })
    #expect(card.seeds == (name == "R8" ? 5 : 3))
  }

  @Test func metricsOfOneNameAreOne() {
    let metrics = ReproductionCard.all.flatMap(\.subjects).flatMap(\.claims).map(\.metric)
    let decimals = Dictionary(grouping: metrics, by: \.self).mapValues { Set($0.map(\.decimals)) }
    #expect(decimals.values.allSatisfy { $0.count == 1 })
  }
}
