import Autoencoders
import Explorer
import Testing

struct TrainingHealthTests {
  /// A run whose losses of training and test images after each epoch are given.
  private func session(train: [Double], test: [Double], kl: [Double] = []) -> SessionSnapshot {
    var session = Fixture.session
    session.klPerDimension = kl
    session.history = LossHistory()
    for (index, value) in train.enumerated() {
      session.history.add(
        StepReport(
          step: index + 1, epoch: Double(index + 1),
          loss: LossTerms(reconstruction: value, kl: 0, klWeight: 1)))
    }
    for (index, value) in test.enumerated() {
      session.history.addTest(
        LossTerms(reconstruction: value, kl: 0, klWeight: 1), epoch: Double(index + 1))
    }
    return session
  }

  private func findings(_ session: SessionSnapshot) -> [HealthFinding] {
    TrainingHealth(session, usesUnicode: false).findings
  }

  @Test func nothingIsJudgedWithoutNumbers() {
    #expect(findings(session(train: [], test: [])) == [])
  }

  @Test(arguments: [
    ([2.5, 0.3], true, "no collapse: least KL of a latent 0.300 nats (z2)"),
    (
      [2.5, 0.0004, 1, 0.009], false,
      "2 of 4 latents collapsed: KL below 0.01 nats (z2 0.0004, z4 0.009)"
    ),
  ])
  func latentsThatTellNothingAreNamed(kl: [Double], isGood: Bool, text: String) {
    let finding = findings(session(train: [], test: [], kl: kl)).first
    #expect(finding?.isGood == isGood && finding?.text == text)
  }

  @Test(arguments: [
    (
      [100.0, 90, 80, 70], [101.0, 95, 92, 91], true,
      "no overfitting: best test -ELBO 91.0 at epoch 4, now 91.0"
    ),
    (
      [100, 90, 80, 70], [101, 95, 97, 99.5], false,
      "overfitting: test -ELBO 99.5, 4.5 above its best at epoch 2"
    ),
    (
      [100, 90, 95, 99], [101, 95, 97, 99.5], false,
      "getting worse: test -ELBO 99.5, 4.5 above its best at epoch 2"
    ),
    (
      [100, 90, 80, 70], [101, 96, 95, 95.1], true,
      "no overfitting: best test -ELBO 95.0 at epoch 3, now 95.1"
    ),
  ])
  func aTestLossThatRisesWhileTrainingFallsIsOverfitting(
    train: [Double], test: [Double], isGood: Bool, text: String
  ) {
    let finding = findings(session(train: train, test: test)).first
    #expect(finding?.isGood == isGood && finding?.text == text)
  }

  @Test func aTrainingLossThatRisesFarDiverges() {
    let rising = findings(session(train: [200, 110, 100, 100, 100, 180, 260, 400], test: []))
    #expect(rising.map(\.isGood) == [false])
    #expect(rising.first?.text.hasPrefix("diverging: train -ELBO 3") == true)
    #expect(rising.first?.text.contains("at epoch 5") == true)
    let noisy = findings(session(train: [200, 110, 100, 104, 99, 103], test: []))
    #expect(noisy.map(\.isGood) == [true])
  }

  @Test(arguments: [
    (0, true, "no dead units: each of 400 rectified ones gives something for 1 000 test images"),
    (20, true, "dead units: 20 of 400 rectified units give zero for 1 000 test images"),
    (21, false, "dead units: 21 of 400 rectified units give zero for 1 000 test images"),
  ])
  func deadUnitsAreCounted(dead: Int, isGood: Bool, text: String) {
    var session = session(train: [], test: [])
    session.deadUnits = DeadUnits(dead: dead, units: 400, images: 1_000)
    #expect(findings(session).map(\.text) == [text])
    #expect(findings(session).first?.isGood == isGood)
  }

  @Test func aLossThatStandsStillIsAPlateau() {
    var course = [300.0, 200]
    for _ in 0..<80 { course.append(150) }
    let words = findings(session(train: course, test: [])).map(\.text)
    #expect(
      words.contains(
        "plateau: train -ELBO 150.0 has not fallen by a thousandth for half of the run"))
    let falling = (0..<80).map { 300 - Double($0) }
    #expect(!findings(session(train: falling, test: [])).contains { $0.text.contains("plateau") })
  }
}
