internal import Autoencoders
public import TerminalUI

/// Everything the screen shows, as a value. It changes in `update` alone.
public struct ExplorerState: Equatable, Sendable {
  public var size: Size
  public var capabilities: Capabilities
  public var session: SessionSnapshot

  public var focus = Pane.latent
  /// The one pane shown, where the others are put away.
  public var maximized: Pane?
  public var overlay: Overlay?
  /// A line for the footer, until the next key.
  public var notice: String?

  // Latent space
  public var cursor = Point(x: 0, y: 0)
  public var viewport = Viewport(centerX: 0, centerY: 0, unitsPerColumn: 0.1)
  /// The viewport follows the codes until it is moved by hand.
  public var followsCodes = true
  /// Cells a key moves the cursor by.
  public var stepCells = 1.0
  public var shownClasses = Set(0..<LatentMap.classCount)
  public var markers = ScatterMarkers.dots
  /// The next digit shows or hides its class.
  public var awaitsClass = false
  /// How many draws from the prior there were: each draw's place in its random sequence.
  public var priorDraws: UInt64 = 0

  // Digit
  public var digit: DecodedDigit?
  public var gamma: Float = 1

  // Charts
  public var smoothing = 0.9
  public var isLogarithmic = false
  public var showsOutliers = false
  public var showsRecent = false
  /// Epoch the crosshair stands at.
  public var crosshair: Double?

  public init(size: Size, capabilities: Capabilities, session: SessionSnapshot) {
    self.size = size
    self.capabilities = capabilities
    self.session = session
    markers = capabilities.colors == .indexed ? .dots : .digits
    fitViewport()
  }

  public struct Point: Equatable, Sendable {
    public var x: Double
    public var y: Double

    public init(x: Double, y: Double) {
      self.x = x
      self.y = y
    }
  }

  public var theme: Theme { Theme(capabilities) }

  /// Nil when the screen is too small.
  public var layout: ScreenLayout? { ScreenLayout(size, alone: maximized, focus: focus) }

  /// The cells that points are drawn in; none when the latent space is not on screen.
  var plotArea: Rect {
    let pane = layout?.panes[.latent] ?? Rect(column: 0, row: 0, width: 52, height: 16)
    return ScatterPlot.plotArea(of: Frame.interior(of: pane))
  }

  /// The code under the cursor.
  public var cursorCode: [Float] {
    session.map?.code(x: cursor.x, y: cursor.y) ?? [Float(cursor.x), Float(cursor.y)]
  }

  var latentCount: Int? {
    session.map?.latentCount ?? session.model?.configuration.latentCount
  }
}

/// A digit on screen and what it was decoded from.
public struct DecodedDigit: Equatable, Sendable {
  public var code: [Float]
  public var pixels: [Float]
  public var step: Int

  public init(code: [Float], pixels: [Float], step: Int) {
    self.code = code
    self.pixels = pixels
    self.step = step
  }
}

/// What lies over the screen.
public enum Overlay: Equatable, Sendable {
  case help(scroll: Int)
  case quit
  /// Waiting for the run to save itself.
  case saving
}

/// What happens to a screen.
public enum Message: Equatable, Sendable {
  case key(Key)
  case resized(Size)
  case session(SessionSnapshot)
  case decoded(DecodedDigit)
}

/// What a screen asks for.
public enum Effect: Equatable, Sendable {
  /// Decode the code under the cursor.
  case decode
  case pause, resume
  /// End the run and leave.
  case stop, abort
  case quit
}
