internal import Reproduction

extension ReproductionError: Explainable {
  var message: String {
    switch self {
    case .otherData(let path, let dataset):
      "\(path) holds a run on other data, \(dataset); give another --out"
    }
  }
}
