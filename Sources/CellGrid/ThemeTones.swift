/// The colours and attributes of a role, before the terminal's limits.
struct RoleTone: Sendable {
  /// On a dark background; nil is the terminal's own foreground.
  var dark: RGB?
  var light: RGB?
  /// The place among 256 colours, where the nearest one would be too pale, or that of another tone.
  var dark256: UInt8?
  var light256: UInt8?
  /// The place among the sixteen colours; 0–7 of it where there are eight.
  var dark16: UInt8?
  var light16: UInt8?
  /// Everywhere.
  var attributes: Attributes = []
  /// With sixteen colours or fewer.
  var poorAttributes: Attributes = []
  /// Without colours.
  var plainAttributes: Attributes = []

  static func of(_ role: StyleRole) -> RoleTone {
    if let step = role.scaleStep { return scale(step) }
    switch role {
    case .dim, .agent: return dim
    case .title, .heading, .key, .customer, .focusedBorder: return RoleTone(attributes: .bold)
    case .error: return RoleTone(dark: 0xFF7A75, light: 0xB00020, dark16: 9, light16: 1, attributes: .bold)
    case .warning: return RoleTone(dark: 0xE5C07B, light: 0x7A5200, dark16: 3, light16: 5, plainAttributes: .bold)
    case .good: return RoleTone(dark: 0x7FD18B, light: 0x1A6B30, dark16: 2)
    case .accent, .tag:
      return RoleTone(dark: 0x4FD1C5, light: 0x006B5F, dark16: 6, light16: 4, plainAttributes: .bold)
    case .match: return RoleTone(attributes: .bold)
    case .signal: return RoleTone(dark: 0xF5E6A8, light: 0x5C4A00, dark16: 3, attributes: .underline)
    case .border, .axis: return RoleTone(dark: 0x808080, light: 0x767676, poorAttributes: .dim)
    case .simulated:
      var tone = RoleTone(dark: 0xC792EA, light: 0x8333B5, dark16: 13, light16: 5)
      tone.light256 = 91
      return tone
    default: return RoleTone()
    }
  }

  private static let dim = RoleTone(dark: 0x9E9E9E, light: 0x616161, poorAttributes: .dim)

  /// Orange, over grey, to blue: an axis that people with any of the common colour deficiencies tell apart.
  private static func scale(_ step: Int) -> RoleTone {
    let dark: [UInt32] = [
      0xFF8C1A, 0xF59B45, 0xE8AD73, 0xD9C2A3, 0xC8C8C8, 0xAECAE6, 0x8EBEF0, 0x74B0F7, 0x5AA2FF,
    ]
    let light: [UInt32] = [
      0xA84300, 0x9C5210, 0x865B2C, 0x73624C, 0x666666, 0x54687D, 0x3F6394, 0x295AAA, 0x0B50C0,
    ]
    // Among 256 no orange is dark enough to be read on white.
    let light256: [UInt8] = [124, 94, 58, 59, 240, 60, 60, 25, 25]
    // No orange among sixteen colours either: red. No blue of theirs can be read on black, no yellow, green or cyan on white.
    let dark16: [UInt8?] = [9, 9, 11, 11, nil, 6, 6, 14, 14]
    let light16: [UInt8?] = [1, 1, 5, 5, nil, 12, 12, 4, 4]
    var tone = RoleTone(dark: RGB(hex: dark[step]), light: RGB(hex: light[step]))
    tone.light256 = light256[step]
    tone.dark16 = dark16[step]
    tone.light16 = light16[step]
    // Where there are eight colours, bold tells the ends from their neighbours.
    if step == 0 || step >= 7 { tone.poorAttributes = .bold }
    return tone
  }
}

extension RoleTone {
  init(
    dark: UInt32, light: UInt32, dark16: UInt8? = nil, light16: UInt8? = nil, attributes: Attributes = [],
    poorAttributes: Attributes = [], plainAttributes: Attributes = []
  ) {
    self.init(
      dark: RGB(hex: dark), light: RGB(hex: light), dark16: dark16, light16: light16, attributes: attributes,
      poorAttributes: poorAttributes, plainAttributes: plainAttributes)
  }
}

/// The colours of a background.
struct SurfaceTone: Sendable {
  var dark: RGB?
  var light: RGB?
  /// The place among 256 colours, where the nearest one would be that of another surface.
  var dark256: UInt8?
  var light256: UInt8?
  /// What stands in for the background with sixteen colours or fewer.
  var poorAttributes: Attributes = []
  /// Whether text on it gives up its own colour.
  var isLoud = false

  static func of(_ surface: Surface) -> SurfaceTone {
    switch surface {
    case .selection:
      SurfaceTone(
        dark: RGB(hex: 0x263046), light: RGB(hex: 0xDCEAFF), dark256: 18, light256: 195, poorAttributes: .reverse)
    case .dimSelection: SurfaceTone(dark: RGB(hex: 0x303030), light: RGB(hex: 0xEEEEEE), poorAttributes: .bold)
    case .titleBar: SurfaceTone(dark: RGB(hex: 0x262626), light: RGB(hex: 0xEEEEEE), poorAttributes: .reverse)
    case .statusBar: SurfaceTone(dark: RGB(hex: 0x262626), light: RGB(hex: 0xEEEEEE))
    case .field: SurfaceTone(dark: RGB(hex: 0x303030), light: RGB(hex: 0xFFF7D6), poorAttributes: .underline)
    case .match:
      SurfaceTone(dark: RGB(hex: 0xFFD75F), light: RGB(hex: 0xFFE58A), poorAttributes: .reverse, isLoud: true)
    default: SurfaceTone()
    }
  }

  /// A step of a heat map, from near the background to far from it; dark blue, grey, yellow, in the manner of cividis.
  static func heat(_ step: Int) -> RoleTone {
    let share = Double(step - 1) / Double(Surface.heatSteps - 2)
    let (low, middle, high) = (RGB(hex: 0x00306F), RGB(hex: 0x7C7B78), RGB(hex: 0xFFE945))
    func colour(_ share: Double) -> RGB {
      share < 0.5 ? low.mixed(with: middle, share * 2) : middle.mixed(with: high, share * 2 - 1)
    }
    // Neighbours among 256 colours, by hand: the nearest ones of several steps are the same.
    let places: [UInt8] = [17, 24, 60, 243, 101, 143, 185, 227]
    var tone = RoleTone(dark: colour(share), light: colour(1 - share))
    tone.dark256 = places[step - 1]
    tone.light256 = places[places.count - step]
    tone.dark16 = share < 0.4 ? 4 : share < 0.8 ? 6 : 3
    tone.light16 = share < 0.4 ? 3 : share < 0.8 ? 6 : 4
    return tone
  }
}
