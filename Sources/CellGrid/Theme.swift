/// How a style looks on a terminal: two colours and attributes.
public struct Ink: Sendable, Hashable {
  public var foreground: Colour = .standard
  public var background: Colour = .standard
  public var attributes: Attributes = []
}

/// Turns styles into inks for one terminal; a pure function of the style, the terminal's colours and its background.
public struct Theme: Sendable, Hashable {
  /// What the terminal's own background is.
  public enum Background: String, Sendable, Hashable, CaseIterable {
    case dark, light

    /// That of a colour: light where black is read better on it than white.
    public init(_ colour: RGB) {
      self = colour.contrast(with: RGB(0, 0, 0)) > colour.contrast(with: RGB(255, 255, 255)) ? .light : .dark
    }

    /// Reads the variable `COLORFGBG`, which some terminals set: "15;0" is white on black. Dark where it says nothing.
    public init(colorFGBG: String?) {
      let last = colorFGBG?.split(separator: ";").last.flatMap { Int($0) }
      self = last.map { $0 == 7 || (9...15).contains($0) } ?? false ? .light : .dark
    }
  }

  public let depth: ColourDepth
  public var background: Background

  public init(depth: ColourDepth, background: Background = .dark) {
    self.depth = depth
    self.background = background
  }

  /// How `style` looks.
  public func ink(for style: Style) -> Ink {
    let tone = RoleTone.of(style.role)
    var ink = Ink(foreground: colour(of: tone), attributes: style.attributes.union(tone.attributes))
    if depth <= .sixteen { ink.attributes.formUnion(tone.poorAttributes) }
    if depth == .none { ink.attributes.formUnion(tone.plainAttributes) }
    lay(style.surface, behind: &ink)
    return ink
  }

  private func colour(of tone: RoleTone) -> Colour {
    switch depth {
    case .none:
      return .standard
    case .eight, .sixteen:
      let index = background == .dark ? tone.dark16 : tone.light16
      return index.map { .palette(depth == .eight ? $0 & 7 : $0) } ?? .standard
    case .palette, .direct:
      return colour(dark: tone.dark, tone.dark256, light: tone.light, tone.light256) ?? .standard
    }
  }

  /// A colour of a terminal that has 256 of them or all.
  private func colour(dark: RGB?, _ dark256: UInt8?, light: RGB?, _ light256: UInt8?) -> Colour? {
    let isDark = background == .dark
    if depth == .palette, let place = isDark ? dark256 : light256 { return .palette(place) }
    return (isDark ? dark : light)?.quantised(to: depth)
  }

  private func lay(_ surface: Surface, behind ink: inout Ink) {
    if let step = surface.scaleStep {
      paint(RoleTone.of(.scale(step)), extreme: step != StyleRole.scaleSteps / 2, behind: &ink)
    } else if let step = surface.heatStep {
      guard step > 0 else { return }
      paint(SurfaceTone.heat(step), extreme: step > Surface.heatSteps / 2, behind: &ink)
    } else {
      let tone = SurfaceTone.of(surface)
      if depth <= .sixteen {
        ink.attributes.formUnion(tone.poorAttributes)
        // A row of reversed colours is a patchwork, in which the row is not seen.
        if tone.poorAttributes.contains(.reverse) {
          ink.foreground = .standard
          ink.attributes.remove(.dim)
        }
      } else if tone.isLoud {
        paint(RoleTone(dark: tone.dark, light: tone.light), extreme: true, behind: &ink)
      } else if let colour = colour(dark: tone.dark, tone.dark256, light: tone.light, tone.light256) {
        ink.background = colour
        // The terminal's own colour of text is known as little as its background.
        if ink.foreground == .standard { ink.foreground = text(on: colour) }
      }
    }
  }

  /// Fills the cell with a colour that matters more than the text's own; the text becomes black or white, whichever reads better.
  private func paint(_ tone: RoleTone, extreme: Bool, behind ink: inout Ink) {
    switch depth {
    case .none:
      if extreme { ink.attributes.insert(.reverse) }
    case .eight, .sixteen:
      guard let index = background == .dark ? tone.dark16 : tone.light16 else { return }
      // Backgrounds above 7 are not to be had on every terminal of sixteen colours.
      ink.background = .palette(index & 7)
      ink.foreground = text(on: ink.background)
    case .palette, .direct:
      guard let colour = colour(dark: tone.dark, tone.dark256, light: tone.light, tone.light256) else { return }
      ink.background = colour
      ink.foreground = text(on: colour)
    }
  }

  /// Black or white, whichever reads better.
  private func text(on colour: Colour) -> Colour {
    let (black, white) = (RGB(0, 0, 0), RGB(255, 255, 255))
    let behind: RGB =
      switch colour {
      case .standard: background == .dark ? black : white
      case .palette(let place): RGB.palette(place)
      case .direct(let rgb): rgb
      }
    return (behind.contrast(with: black) > behind.contrast(with: white) ? black : white).quantised(to: depth)
  }
}
