/// Requests to the walk from mark to mark.
public enum WalkCommand: Equatable, Sendable {
  /// Marks the code under the cursor as the next place to walk to.
  case mark
  /// Takes the last mark away.
  case unmark
  /// Goes on another kind of path.
  case nextPath
  /// Walks, or stands still.
  case play
  /// Walks slower or faster.
  case slower, faster
  /// Walks there and back without end, or once.
  case toggleLoop
  /// Marks each class at its densest, in order, and walks through them.
  case follow
  /// Goes on by steps of the strip.
  case step(Int)
}

extension WalkCommand {
  static let rows: [CommandRow] = [
    CommandRow(
      "walk.mark", "m", "mark this place: A, then B, and so on", hint: "mark", .walk(.mark)),
    CommandRow("walk.unmark", "M", "take the last mark away", .walk(.unmark)),
    CommandRow(
      "walk.path", "I", "straight, spherical, along the data, geodesic path", .walk(.nextPath)),
    CommandRow(
      "walk.play", "p", "walk from mark to mark, or stand still", hint: "walk", .walk(.play)),
    CommandRow(
      "walk.speed", "< >", "walk slower, faster", [("<", .walk(.slower)), (">", .walk(.faster))]
    ).taking(.word(["slower": .walk(.slower), "faster": .walk(.faster)])),
    CommandRow("walk.loop", "o", "there and back without end, or once", .walk(.toggleLoop)),
    CommandRow("walk.follow", "f", "walk through the classes in order", .walk(.follow)),
    CommandRow(
      "walk.step", "( )", "back, on by a step of the strip",
      [("(", .walk(.step(-1))), (")", .walk(.step(1)))]
    ).taking(.word(["back": .walk(.step(-1)), "on": .walk(.step(1))])),
  ]
}
