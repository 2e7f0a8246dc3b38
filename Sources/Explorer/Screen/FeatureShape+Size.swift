internal import Autoencoders
internal import TerminalUI

extension FeatureShape {
  /// Columns and rows.
  var size: Size { Size(width: width, height: height) }
}
