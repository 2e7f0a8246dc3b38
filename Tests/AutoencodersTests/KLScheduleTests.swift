import Autoencoders
import Datasets
import Testing

struct KLScheduleTests {
  @Test func weightsRise() {
    #expect(KLSchedule.constant.factor(epoch: 0) == 1)
    let warmUp = KLSchedule.warmUp(epochs: 4)
    #expect([0, 1, 2, 4, 9].map { warmUp.factor(epoch: $0) } == [0, 0.25, 0.5, 1, 1])
    let cyclic = KLSchedule.cyclic(epochs: 4)
    #expect([0, 1, 2, 3, 4, 5].map { cyclic.factor(epoch: $0) } == [0, 0.5, 1, 1, 0, 0.5])
  }

  @Test func theTrainerFollowsThem() throws {
    var training = SmallRun.configuration(Preset.all[0])
    training.objective.klWeight = 2
    training.objective.klSchedule = .warmUp(epochs: 2)
    let model = Autoencoder(
      Preset.all[0].model, initialization: .heUniform, seed: 1, capacity: 96, on: makeEngine())
    let trainer = Trainer(training, model: model, images: SmallRun.data.train)
    var weights: [Double] = []
    while !trainer.isFinished {
      weights.append(try trainer.step().loss.klWeight)
      if trainer.isEpochComplete { trainer.beginNextEpoch() }
    }
    #expect(weights[0] == 0 && abs(weights[11] - 1) < 1e-9 && weights.last == 2)
  }
}
