import FileFormats
import Testing

struct NPZTests {
  @Test func arraysAreFoundByTheirNames() throws {
    let arrays = [
      (name: "encoder.0.weight", array: NPYArray([1, 2, 3, 4, 5, 6], shape: [2, 3])),
      (name: "encoder.0.bias", array: NPYArray([-1, 0.5], shape: [2])),
    ]
    let archive = try ZipArchive(parsing: try npzBytes(of: arrays))
    #expect(archive.memberNames == ["encoder.0.weight.npy", "encoder.0.bias.npy"])
    for (name, array) in arrays {
      #expect(try NPYArray(parsing: archive.member(named: "\(name).npy")) == array)
    }
  }
}
