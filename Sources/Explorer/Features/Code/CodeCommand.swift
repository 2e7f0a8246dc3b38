/// Requests to the values of the code under the cursor.
public enum CodeCommand: Equatable, Sendable {
  /// Chooses a latent by places in the order shown.
  case select(Int)
  /// Moves the chosen value by tenths of its standard deviation over the codes.
  case slide(tenths: Int)
  /// Puts the latents into the next order, or into a certain one.
  case nextOrder, order(CodeOrder)
  /// Sets the chosen value to zero, or to that of the image that the code came from.
  case zero, restore
  /// Takes a direction from the codes of some images to others, or none.
  case direction(DirectionRequest), noDirection
  /// Puts the code of the image it came from into a set, or takes it out.
  case mark(MarkedSet)
  /// Asks: A is to B as C is to what?
  case analogy([Analogy.Term])
}

/// A direction as a person asks for it: from the second to the first.
public enum DirectionRequest: Equatable, Sendable {
  /// One class less another.
  case classes(ClassChoice, minus: ClassChoice)
  /// What was marked as A less what was marked as B.
  case sets
}

extension CodeCommand {
  static let rows: [CommandRow] = [
    CommandRow(
      "code.select", "up down", "choose a latent", hint: "choose",
      [
        ("Up k", .code(.select(-1))), ("Down j", .code(.select(1))),
        ("PageUp Shift-Up K", .code(.select(-10))), ("PageDown Shift-Down J", .code(.select(10))),
      ]
    ).taking(.word(["up": .code(.select(-1)), "down": .code(.select(1))])),
    CommandRow(
      "code.slide", "left right", "move its value by a tenth of its deviation", hint: "slide",
      [("Left h", .code(.slide(tenths: -1))), ("Right l", .code(.slide(tenths: 1)))]
    ).taking(.word(["left": .code(.slide(tenths: -1)), "right": .code(.slide(tenths: 1))])),
    CommandRow(
      "code.slide", "Shift-left Shift-right", "move it by half a deviation",
      [
        ("Shift-Left H", .code(.slide(tenths: -5))), ("Shift-Right L", .code(.slide(tenths: 5))),
      ]),
    CommandRow(
      "code.order", "o", "latents by KL, activity, number, visible change", hint: "order",
      .code(.nextOrder)
    ).taking(
      .word([
        "kl": .code(.order(.kl)), "activity": .code(.order(.activity)),
        "index": .code(.order(.index)), "visible": .code(.order(.visible)),
      ])),
    CommandRow("code.zero", "z", "set the chosen value to zero", hint: "zero", .code(.zero)),
    CommandRow(
      "code.restore", "u", "set it to that of the image the code came from", hint: "undo",
      .code(.restore)),
    CommandRow(
      "code.direction", "v", "slide along a direction: a class less another, or set A less set B",
      hint: "direction", [("v", .palette(.ask("code.direction ")))]
    ).taking(direction),
    CommandRow(
      "code.mark-set", "A B", "put the image the code came from into set A, B, or take it out",
      [("A", .code(.mark(.a))), ("B", .code(.mark(.b)))]
    ).taking(.word(["A": .code(.mark(.a)), "B": .code(.mark(.b))])),
    CommandRow(
      "code.analogy", "y", "A is to B as C is to ?: of images #N, or of the means of classes",
      [("y", .palette(.ask("code.analogy ")))]
    ).taking(analogy),
  ]

  /// Two classes, the marked sets, or none.
  private static let direction = CommandArguments(
    "CLASS CLASS, or sets, or none", example: "3 5", candidates: ["sets", "none"]
  ) { words in
    if words == ["none"] { return .code(.noDirection) }
    if words == ["sets"] { return .code(.direction(.sets)) }
    let parts = words.split(separator: "-").map { $0.joined(separator: " ") }
    let classes = parts.count == 2 ? parts : words
    guard classes.count == 2 else { return nil }
    return .code(
      .direction(.classes(ClassChoice(classes[0]), minus: ClassChoice(classes[1]))))
  }

  /// Three images or classes.
  private static let analogy = CommandArguments("A B C", example: "#0 #1 #2") { words in
    let terms = words.compactMap(Analogy.Term.init)
    return words.count == 3 && terms.count == 3 ? .code(.analogy(terms)) : nil
  }
}
