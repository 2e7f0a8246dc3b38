/// A page of images that is asked for.
public struct ImagesRequest: Equatable, Sendable {
}

/// A page of images.
public struct ImagesPage: Equatable, Sendable {
}

extension ImagesRequest {
  func page(on bench: Workbench) -> ImagesPage { ImagesPage() }
}
