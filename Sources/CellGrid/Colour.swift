/// How many colours a terminal has.
public enum ColourDepth: Int, Sendable, Hashable, Comparable {
  case none = 0
  case eight = 8
  case sixteen = 16
  case palette = 256
  case direct = 16_777_216

  public static func < (left: ColourDepth, right: ColourDepth) -> Bool { left.rawValue < right.rawValue }
}

/// A colour as a terminal is told it.
public enum Colour: Sendable, Hashable {
  /// The terminal's own foreground or background.
  case standard
  /// A place in the terminal's palette.
  case palette(UInt8)
  case direct(RGB)
}

/// A colour in sRGB, 0 to 255 each.
public struct RGB: Sendable, Hashable {
  public var red: UInt8
  public var green: UInt8
  public var blue: UInt8

  public init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  init(hex: UInt32) {
    self.init(
      UInt8(truncatingIfNeeded: hex >> 16), UInt8(truncatingIfNeeded: hex >> 8), UInt8(truncatingIfNeeded: hex))
  }

  /// The colour as a terminal of some depth can show it.
  public func quantised(to depth: ColourDepth) -> Colour {
    switch depth {
    case .none: .standard
    case .eight: .palette(nearest(in: RGB.ansi[..<8]))
    case .sixteen: .palette(nearest(in: RGB.ansi[...]))
    case .palette: .palette(nearestOf256)
    case .direct: .direct(self)
    }
  }

  /// How light the colour is, 0 black to 1 white: relative luminance after WCAG 2.1.
  public var luminance: Double {
    0.2126 * RGB.linear[Int(red)] + 0.7152 * RGB.linear[Int(green)] + 0.0722 * RGB.linear[Int(blue)]
  }

  /// The contrast of two colours after WCAG 2.1, 1 to 21.
  public func contrast(with other: RGB) -> Double {
    let (one, two) = (luminance + 0.05, other.luminance + 0.05)
    return one > two ? one / two : two / one
  }

  /// A point on the way to another colour: 0 is here, 1 is there.
  func mixed(with other: RGB, _ share: Double) -> RGB {
    func mix(_ from: UInt8, _ to: UInt8) -> UInt8 {
      UInt8(clamping: Int(nearest: Double(from) + (Double(to) - Double(from)) * share))
    }
    return RGB(mix(red, other.red), mix(green, other.green), mix(blue, other.blue))
  }

  /// The first sixteen colours as xterm has them; users change them, so themes name them by hand where it matters.
  static let ansi: [RGB] = [
    0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
    0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
  ].map { RGB(hex: $0) }

  /// What a place of the 256-colour palette looks like.
  static func palette(_ index: UInt8) -> RGB {
    switch Int(index) {
    case 0..<16:
      return ansi[Int(index)]
    case 16..<232:
      let place = Int(index) - 16
      return RGB(cube[place / 36], cube[place / 6 % 6], cube[place % 6])
    default:
      let level = UInt8(8 + 10 * (Int(index) - 232))
      return RGB(level, level, level)
    }
  }

  private static let cube: [UInt8] = [0, 95, 135, 175, 215, 255]

  /// sRGB to linear light. The power 2.4 is taken as x² · x^(2/5), the fifth root by Newton's iteration, since this
  /// target imports no mathematics.
  private static let linear: [Double] = (0...255).map { level in
    let value = Double(level) / 255
    guard value > 0.04045 else { return value / 12.92 }
    let base = (value + 0.055) / 1.055
    let target = base * base
    var root = 1.0
    for _ in 0..<60 { root -= (root * root * root * root * root - target) / (5 * root * root * root * root) }
    return base * base * root
  }

  private func nearest(in palette: ArraySlice<RGB>) -> UInt8 {
    let best = palette.indices.min { distance(to: palette[$0]) < distance(to: palette[$1]) }
    return UInt8(clamping: best ?? 0)
  }

  /// The nearest of the colour cube and the greys; the first sixteen are the user's and are left alone.
  private var nearestOf256: UInt8 {
    func step(_ level: UInt8) -> Int {
      RGB.cube.indices.min { abs(Int(RGB.cube[$0]) - Int(level)) < abs(Int(RGB.cube[$1]) - Int(level)) } ?? 0
    }
    let cube = UInt8(16 + 36 * step(red) + 6 * step(green) + step(blue))
    let mean = (Int(red) + Int(green) + Int(blue)) / 3
    let grey = UInt8(232 + min(max((mean - 3) / 10, 0), 23))
    return distance(to: RGB.palette(grey)) < distance(to: RGB.palette(cube)) ? grey : cube
  }

  /// A weighted distance that follows the eye better than the plain one: "redmean" (T. Riemersma, 1999).
  private func distance(to other: RGB) -> Int {
    let mean = (Int(red) + Int(other.red)) / 2
    let (dr, dg, db) = (Int(red) - Int(other.red), Int(green) - Int(other.green), Int(blue) - Int(other.blue))
    return (((512 + mean) * dr * dr) >> 8) + 4 * dg * dg + (((767 - mean) * db * db) >> 8)
  }
}
