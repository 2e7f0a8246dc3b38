internal import Foundation

/// The real MNIST files, where `LATENTWALK_DATA` names a folder that holds them.
public enum RealData {
  public static let folder: String? = {
    guard let path = ProcessInfo.processInfo.environment["LATENTWALK_DATA"] else { return nil }
    let file = "\(path)/train-images-idx3-ubyte"
    let isThere = ["", ".gz"].contains { FileManager.default.fileExists(atPath: file + $0) }
    return isThere ? path : nil
  }()

  public static var isPresent: Bool { folder != nil }
  public static let reason = "LATENTWALK_DATA names no folder with the MNIST files"
}
