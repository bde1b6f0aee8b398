/// What a piece of text is, for its colour; the theme decides how that looks.
public struct StyleRole: RawRepresentable, Sendable, Hashable {
  public let rawValue: UInt8

  public init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// Ordinary text in the terminal's own colour.
  public static let text = StyleRole(rawValue: 0)
  /// Less important text.
  public static let dim = StyleRole(rawValue: 1)
  /// The program's title line.
  public static let title = StyleRole(rawValue: 2)
  /// The heading of a section or table.
  public static let heading = StyleRole(rawValue: 3)
  /// The name of a key in a help line.
  public static let key = StyleRole(rawValue: 4)
  public static let error = StyleRole(rawValue: 5)
  public static let warning = StyleRole(rawValue: 6)
  public static let good = StyleRole(rawValue: 7)
  /// Something to notice: a flag, a tag, the focused pane's name.
  public static let accent = StyleRole(rawValue: 8)
  /// Text that a search found.
  public static let match = StyleRole(rawValue: 9)
  /// The span of a turn that the judge pointed at.
  public static let signal = StyleRole(rawValue: 10)
  /// The border of a pane.
  public static let border = StyleRole(rawValue: 11)
  /// The border of the pane that has the keyboard.
  public static let focusedBorder = StyleRole(rawValue: 12)
  /// The bar, column or curve of the real people.
  public static let real = StyleRole(rawValue: 13)
  /// The bar, column or curve of a simulator.
  public static let simulated = StyleRole(rawValue: 14)
  /// The person who is simulated, speaking.
  public static let customer = StyleRole(rawValue: 15)
  /// The other side, speaking.
  public static let agent = StyleRole(rawValue: 16)
  /// A line editor's text.
  public static let input = StyleRole(rawValue: 17)
  /// An interval, axis or grid line of a plot.
  public static let axis = StyleRole(rawValue: 18)
  /// A tag or another small label.
  public static let tag = StyleRole(rawValue: 19)

  /// A place on the diverging scale: 0 is orange (resistance), 8 is blue (commitment), 4 is neutral.
  /// Values outside are moved to the nearer end.
  public static func scale(_ step: Int) -> StyleRole {
    StyleRole(rawValue: 32 + UInt8(min(max(step, 0), scaleSteps - 1)))
  }

  /// The number of steps of the diverging scale.
  public static let scaleSteps = 9

  /// The place on the diverging scale of the item at `index` of `count`, spread from end to end: five stages
  /// get 0, 2, 4, 6 and 8.
  public static func scale(index: Int, of count: Int) -> StyleRole {
    guard count > 1 else { return scale(scaleSteps / 2) }
    let last = count - 1
    return scale((min(max(index, 0), last) * (scaleSteps - 1) + last / 2) / last)
  }

  /// The step of the diverging scale that this role is, if it is one.
  public var scaleStep: Int? {
    let step = Int(rawValue) - 32
    return (0..<StyleRole.scaleSteps).contains(step) ? step : nil
  }

  static let named: [StyleRole] = (0...19).map { StyleRole(rawValue: $0) }
}

/// What lies behind the text.
public struct Surface: RawRepresentable, Sendable, Hashable {
  public let rawValue: UInt8

  public init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// The terminal's own background.
  public static let plain = Surface(rawValue: 0)
  /// The chosen row of the pane that has the keyboard.
  public static let selection = Surface(rawValue: 1)
  /// The chosen row of another pane.
  public static let dimSelection = Surface(rawValue: 2)
  /// The title line.
  public static let titleBar = Surface(rawValue: 3)
  /// The line of keys and messages.
  public static let statusBar = Surface(rawValue: 4)
  /// A field that takes text.
  public static let field = Surface(rawValue: 5)
  /// Text that a search found.
  public static let match = Surface(rawValue: 6)

  /// A step of the diverging scale as background: 0 orange … 8 blue.
  public static func scale(_ step: Int) -> Surface {
    Surface(rawValue: 32 + UInt8(min(max(step, 0), StyleRole.scaleSteps - 1)))
  }

  /// A cell of a heat map: 0 is nothing, 8 is everything.
  public static func heat(_ step: Int) -> Surface {
    Surface(rawValue: 64 + UInt8(min(max(step, 0), heatSteps - 1)))
  }

  /// The number of steps of a heat map.
  public static let heatSteps = 9

  var scaleStep: Int? {
    let step = Int(rawValue) - 32
    return (0..<StyleRole.scaleSteps).contains(step) ? step : nil
  }

  var heatStep: Int? {
    let step = Int(rawValue) - 64
    return (0..<Surface.heatSteps).contains(step) ? step : nil
  }

  static let named: [Surface] = (0...6).map { Surface(rawValue: $0) }
}

/// How text is set, apart from its colour.
public struct Attributes: OptionSet, Sendable, Hashable {
  public let rawValue: UInt8

  public init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  public static let bold = Attributes(rawValue: 1)
  public static let dim = Attributes(rawValue: 2)
  public static let italic = Attributes(rawValue: 4)
  public static let underline = Attributes(rawValue: 8)
  public static let reverse = Attributes(rawValue: 16)
}

/// How a cell is to look: a role, what lies behind it, and attributes.
public struct Style: Sendable, Hashable {
  public var role: StyleRole
  public var surface: Surface
  public var attributes: Attributes

  public init(_ role: StyleRole, on surface: Surface = .plain, _ attributes: Attributes = []) {
    self.role = role
    self.surface = surface
    self.attributes = attributes
  }

  /// Ordinary text on the terminal's own background.
  public static let text = Style(.text)
  /// Less important text.
  public static let dim = Style(.dim)
  /// The chosen row.
  public static let selection = Style(.text, on: .selection)

  /// The same text on another background.
  public func on(_ surface: Surface) -> Style {
    Style(role, on: surface, attributes)
  }

  /// The same text with more attributes.
  public func with(_ attributes: Attributes) -> Style {
    Style(role, on: surface, self.attributes.union(attributes))
  }

  /// The style as 24 bits, for tables indexed by style.
  public var bits: UInt32 {
    UInt32(role.rawValue) | UInt32(surface.rawValue) << 8 | UInt32(attributes.rawValue) << 16
  }

  init(bits: UInt32) {
    role = StyleRole(rawValue: UInt8(truncatingIfNeeded: bits))
    surface = Surface(rawValue: UInt8(truncatingIfNeeded: bits >> 8))
    attributes = Attributes(rawValue: UInt8(truncatingIfNeeded: bits >> 16))
  }
}
