extension ReproductionCard {
  /// How a card stands by the verdicts that count for it.
  package enum Standing: Sendable {
    /// All claims are met, with as many seeds as the card has or more.
    case passed
    /// Some claim is not met.
    case missed
    /// Some claim waits for a run.
    case incomplete
    /// Some claim is too close to its bound for so many seeds.
    case undecided
  }

  /// The standing by these verdicts, of this card and of others.
  package func standing(_ verdicts: [ReproductionVerdict]) -> Standing {
    let asked = verdicts.filter { $0.card.name == name && $0.counts }
    if asked.contains(where: { $0.outcome == .notMet }) { return .missed }
    if asked.isEmpty || asked.contains(where: { $0.seeds < seeds }) { return .incomplete }
    return asked.allSatisfy { $0.outcome == .met } ? .passed : .undecided
  }
}
