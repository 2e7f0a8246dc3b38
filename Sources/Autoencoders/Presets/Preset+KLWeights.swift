extension Preset {
  static let vaeBeta = twenty(
    name: "vae-beta",
    summary: "beta-VAE: the KL term weighs 4 times, after ten epochs of warm-up",
    source: "Higgins et al. (2017); warm-up as in Bowman et al. (2016)",
    notes: ["Codes are blurrier but each latent means more; -ELBO is worse by design."],
    objective: Objective(klWeight: 4, klSchedule: .warmUp(epochs: 10)))

  static let vaeCyclic = twenty(
    name: "vae-cyclic",
    summary: "VAE whose KL weight rises anew every ten epochs",
    source: "Fu et al. (2019)",
    objective: Objective(klSchedule: .cyclic(epochs: 10)))

  static let vaeFreeBits = twenty(
    name: "vae-free-bits",
    summary: "VAE in which the first half nat of each latent is free",
    source: "Kingma et al. (2016), appendix C.8",
    notes: ["No latent is switched off: compare active units with those of vae-pytorch."],
    objective: Objective(klConstraint: .freeBits(nats: 0.5)))

  static let vaeCapacity = twenty(
    name: "vae-capacity",
    summary: "VAE whose KL is held to a capacity that rises to 25 nats",
    source: "Burgess et al. (2018): |KL - C|",
    notes: ["The weight of 30 is our own."],
    objective: Objective(klWeight: 30, klConstraint: .capacity(nats: 25, epochs: 15)))

  /// PyTorch's example VAE of 20 latents with another objective.
  private static func twenty(
    name: String, summary: String, source: String, notes: [String] = [], objective: Objective
  ) -> Preset {
    var training = vaePyTorch.training
    training.epochs = 30
    training.objective = objective
    return Preset(
      name: name, summary: summary, source: source, notes: notes, model: vaePyTorch.model,
      training: training)
  }
}
