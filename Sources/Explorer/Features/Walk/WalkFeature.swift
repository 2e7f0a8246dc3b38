internal import Autoencoders

/// The walk from mark to mark.
public struct WalkFeature: Equatable, Sendable {
  /// The codes to walk through, in the order in which they were marked.
  public private(set) var marks: [[Float]] = []
  /// The kind of path.
  public private(set) var kind = WalkPath.straight
  /// The codes on the path; nil until it is found, and without two marks.
  public private(set) var path: [[Float]]?
  /// Why there is no path of this kind.
  public private(set) var obstacle: FoundPath.Route?
  /// The part of the path that lies behind, from 0 to 1.
  public private(set) var position = 0.0
  /// The walk goes on by itself.
  public private(set) var isPlaying = false
  /// Legs a second.
  public private(set) var speed = 0.25
  /// It turns round at the ends.
  public private(set) var loops = false
  private var isReturning = false

  /// As many marks as there are letters for them.
  static let mostMarks = 26

  init() {}

  /// Legs from mark to mark.
  var legs: Int { max(marks.count - 1, 0) }

  /// What has to be found beside the screen; nil where the path is there.
  var request: PathRequest? {
    legs > 0 && path == nil && obstacle == nil ? PathRequest(marks: marks, kind: kind) : nil
  }

  /// The code at the present place of the path.
  var code: [Float]? { path.map { Self.code(at: position, of: $0) } }

  /// The letter of the mark at a place among the marks, less than ``mostMarks``.
  static func letter(_ place: Int) -> String {
    String(UnicodeScalar(UInt8(65 + place)))
  }

  // MARK: Marks

  /// Adds a place; false where every letter has one.
  mutating func mark(_ code: [Float]) -> Bool {
    guard marks.count < Self.mostMarks else { return false }
    setMarks(marks + [code])
    return true
  }

  /// Takes the last place away.
  mutating func unmark() { setMarks(Array(marks.dropLast())) }

  /// Walks through these places from now on, at most ``mostMarks``.
  mutating func setMarks(_ marks: [[Float]]) {
    self.marks = Array(marks.prefix(Self.mostMarks))
    position = 0
    isPlaying = false
    lookForPath()
  }

  /// Another kind of path; spherical ones need codes around the prior's origin.
  mutating func nextKind(hasPrior: Bool) {
    let kinds = WalkPath.allCases.filter { hasPrior || $0 != .spherical }
    let place = kinds.firstIndex(of: kind) ?? 0
    kind = kinds[(place + 1) % kinds.count]
    lookForPath()
  }

  private mutating func lookForPath() {
    (path, obstacle) = (nil, nil)
    if legs > 0 { path = kind.codes(through: marks) }
  }

  /// Takes in what was found, if it is what is wanted.
  mutating func take(_ found: FoundPath) {
    guard found.request == request else { return }
    if case .codes(let codes) = found.route { path = codes } else { obstacle = found.route }
  }

  // MARK: Going on

  /// Begins to walk, or stands still; at the end it begins anew.
  mutating func play() {
    isPlaying.toggle()
    if isPlaying, position >= 1 { (position, isReturning) = (0, false) }
  }

  /// Stands still.
  mutating func stop() { isPlaying = false }

  /// Walks faster or slower.
  mutating func changeSpeed(by factor: Double) { speed = min(max(speed * factor, 1 / 64), 4) }

  /// Turns round at the ends from now on, or no more.
  mutating func toggleLoop() { loops.toggle() }

  /// Goes on by so many of `count` steps.
  mutating func step(_ steps: Int, of count: Int) {
    isPlaying = false
    let place = (position * Double(count)).rounded() + Double(steps)
    position = min(max(place / Double(count), 0), 1)
  }

  /// Goes on for a while.
  mutating func elapse(seconds: Double) {
    guard isPlaying, path != nil, legs > 0 else { return }
    position += seconds * speed / Double(legs) * (isReturning ? -1 : 1)
    if position >= 1 || position <= 0 {
      position = min(max(position, 0), 1)
      if loops { isReturning = position >= 1 } else { isPlaying = false }
    }
  }

  private static func code(at position: Double, of path: [[Float]]) -> [Float] {
    let place = position * Double(path.count - 1)
    let index = min(Int(place), path.count - 2)
    guard index >= 0 else { return path[0] }
    let share = Float(place - Double(index))
    return zip(path[index], path[index + 1]).map { $0 + share * ($1 - $0) }
  }
}
