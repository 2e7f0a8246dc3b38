import Testing

@testable import Autoencoders

struct EpochHistoryTests {
  private static let model = ModelSnapshot(
    configuration: Preset.all[0].model,
    parameters: [Float](repeating: 0, count: Preset.all[0].model.layout.count), step: 1)

  private static func record(_ epoch: Int) -> EpochRecord {
    EpochRecord(epoch: epoch, codes: [0, 1], of: model)
  }

  @Test func whatTakesTooMuchRoomIsThinned() {
    let size = Self.record(1).byteCount
    var history = EpochHistory(limit: 4 * size + size / 2)
    for epoch in 1...13 {
      history.add(Self.record(epoch))
      #expect(history.records.count <= 4)
    }
    #expect(history.records.map(\.epoch) == [1, 8, 13])
  }

  /// The first that is known is kept, be it the run's first or not.
  @Test func aRunThatIsGoneOnWithKeepsItsFirst() {
    let size = Self.record(1).byteCount
    var history = EpochHistory(limit: 3 * size + size / 2)
    for epoch in 7...16 { history.add(Self.record(epoch)) }
    #expect(history.records.first?.epoch == 7 && history.records.last?.epoch == 16)
    #expect(history.records.count <= 4)
  }

  @Test func aRunThatGoesBackForgetsWhatCameAfter() {
    var history = EpochHistory()
    for epoch in 1...5 { history.add(Self.record(epoch)) }
    history.goBack(to: 3)
    #expect(history.records.map(\.epoch) == [1, 2, 3])
    history.add(Self.record(3))
    #expect(history.records.map(\.epoch) == [1, 2, 3])
    #expect(history.record(ofEpoch: 2)?.epoch == 2 && history.record(ofEpoch: 4) == nil)
  }
}
