import Autoencoders
import TerminalUI
import Testing

@testable import Explorer

/// The page on which a model opens.
struct HomeTests {
  @Test(arguments: [
    ("vae", Screen.walk), ("ae", .walk), ("simple", .code), ("sparse", .code), ("rbm", .images),
    ("conv", .images), ("denoise", .images), ("unet", .images), ("tied", .images),
  ])
  func modelsOpenOnThePageThatShowsThemBest(preset: String, screen: Screen) throws {
    let configuration = try #require(Preset.named(preset)).model
    var session = Fixture.session
    #expect(SessionSnapshot(phase: .idle, summary: session.summary).home == .walk)
    session.map = nil
    session.model = ModelSnapshot(
      configuration: configuration,
      parameters: [Float](repeating: 0, count: configuration.layout.count), step: 0)
    let state = ExplorerState(
      size: Size(width: 80, height: 24), capabilities: Capabilities(), session: session)
    #expect(state.screen == screen)
  }

  /// Thirty-two units that were trained as a machine are no code to be changed by hand.
  @Test func aSmallMachineOpensOnItsFilters() throws {
    var session = Fixture.session
    let configuration = ModelConfiguration(
      encoder: [.dense(32, .sigmoid)], latent: .deterministic, decoder: [.dense(784, .identity)],
      tiesWeights: true)
    session.model = ModelSnapshot(
      configuration: configuration,
      parameters: [Float](repeating: 0, count: configuration.layout.count), step: 0)
    session.training = try #require(Preset.named("rbm")).training
    #expect(session.home == .images)
    session.training = try #require(Preset.named("tied")).training
    #expect(session.home == .code)
  }
}
