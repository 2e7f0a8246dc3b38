internal import Reproduction

extension ReproductionError: Explainable {
  var message: String {
    switch self {
    case .otherData(let path, let dataset):
      "\(path) holds a run on other data, \(dataset); give another --out"
    case .diverged(let path, let error):
      "\(path): \(error.message); delete that folder to train it anew"
    }
  }
}
