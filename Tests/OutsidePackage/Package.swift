// swift-tools-version: 6.2

import PackageDescription

// A package of someone else that uses this one: what does not compile here leaks or lacks something.
let package = Package(
  name: "OutsidePackage",
  dependencies: [.package(name: "latentwalk", path: "../..")],
  targets: [
    .executableTarget(
      name: "Bars",
      dependencies: [
        .product(name: "Autoencoders", package: "latentwalk"),
        .product(name: "ImageSets", package: "latentwalk"),
      ]),
    // The code of the task articles of Autoencoders.docc.
    .executableTarget(
      name: "Tasks",
      dependencies: [
        .product(name: "Autoencoders", package: "latentwalk"),
        .product(name: "ImageSets", package: "latentwalk"),
      ]),
  ]
)
