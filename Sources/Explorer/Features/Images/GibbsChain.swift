internal import Autoencoders

/// Fantasy particles of a restricted Boltzmann machine, which step by Gibbs sampling.
public struct GibbsChain: Equatable, Sendable {
  /// Of the random numbers.
  private let seed: UInt64
  /// Steps that were taken.
  private(set) var steps = 0
  /// The particles as they are now.
  private(set) var particles: [BoltzmannMachine.Fantasy]

  /// Particles that begin at some images, or at random pixels.
  init(from images: [[Float]], seed: UInt64, of machine: BoltzmannMachine) {
    self.seed = seed
    particles = images.map(machine.fantasy)
  }

  /// Draws the hidden units of each given the visible ones, and these anew.
  mutating func step(_ machine: BoltzmannMachine) {
    steps += 1
    for index in particles.indices {
      // Particles of one seed may not share their random numbers.
      particles[index] = machine.next(particles[index], seed: seed << 32 | UInt64(index))
    }
  }
}
