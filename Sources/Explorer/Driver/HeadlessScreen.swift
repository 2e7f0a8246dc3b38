internal import Autoencoders
public import TerminalUI

/// The screen of a session after some keys, without a terminal.
public func screen(
  of snapshot: SessionSnapshot, size: Size, capabilities: Capabilities, keys: [Key]
) -> CellBuffer {
  var decoder = DigitDecoder()
  if let model = snapshot.model { decoder.load(model) }
  var state = ExplorerState(size: size, capabilities: capabilities, session: snapshot)
  for message in [.session(snapshot)] + keys.map(Message.key) {
    guard state.update(message).contains(.decode), let pixels = decoder.decode(state.cursorCode)
    else {
      continue
    }
    let digit = DecodedDigit(
      code: state.cursorCode, pixels: pixels, step: snapshot.model?.step ?? 0)
    _ = state.update(.decoded(digit))
  }
  return state.render()
}
