internal import TerminalUI

/// An epoch that was completed, or, with decimals, one that is under way.
func epochText(_ epoch: Double) -> String {
  let isWhole = epoch == epoch.rounded()
  return fixed(epoch, decimals: isWhole ? 0 : epoch < 1 ? 2 : 1)
}

/// How many of `all` are some, in percent; what is neither none nor all is not rounded to either.
func shareText(_ some: Int, of all: Int) -> String {
  guard all > 0 else { return "0 %" }
  let percent = 100 * Double(some) / Double(all)
  if some > 0, percent < 0.5 { return "< 1 %" }
  if some < all, percent >= 99.5 { return "> 99 %" }
  return "\(fixed(percent, decimals: 0)) %"
}
