/// A number of things, as in "1 image" and "2 images".
func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

/// Likewise at the beginning of a sentence, as in "1 image is" and "2 images are".
func countedSubject(_ count: Int, _ noun: String) -> String {
  "\(counted(count, noun)) \(count == 1 ? "is" : "are")"
}

/// An option with a number that may be less too, if it can be: `least` is what the option takes at least.
func atMost(_ option: String, _ number: Int, least: Int) -> String {
  "\(option) \(number)\(number > least ? " or less" : "")"
}
