/// How a style looks on a terminal: two colours and attributes.
public struct Ink: Sendable, Hashable {
  public var foreground: Colour = .standard
  public var background: Colour = .standard
  public var attributes: Attributes = []
}

/// Turns styles into inks for one terminal; a pure function of the style, the terminal's colours and its background.
public struct Theme: Sendable, Hashable {
  /// What the terminal's own background is.
  public enum Background: Sendable, Hashable {
    case dark, light

    /// Reads the variable `COLORFGBG`, which some terminals set: "15;0" is white on black. Dark where it says nothing.
    public init(colorFGBG: String?) {
      let last = colorFGBG?.split(separator: ";").last.flatMap { Int($0) }
      self = last.map { $0 == 7 || (9...15).contains($0) } ?? false ? .light : .dark
    }
  }

  public let depth: ColourDepth
  public let background: Background

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
      let rgb = background == .dark ? tone.dark : tone.light
      return rgb?.quantised(to: depth) ?? .standard
    }
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
      } else if tone.isLoud {
        paint(RoleTone(dark: tone.dark, light: tone.light), extreme: true, behind: &ink)
      } else if let rgb = background == .dark ? tone.dark : tone.light {
        ink.background = rgb.quantised(to: depth)
        // The terminal's own colour of text is known as little as its background.
        if ink.foreground == .standard { ink.foreground = Theme.text(on: rgb).quantised(to: depth) }
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
      ink.foreground = .palette([0, 1, 4, 5].contains(index & 7) ? 7 : 0)
    case .palette, .direct:
      guard let rgb = background == .dark ? tone.dark : tone.light else { return }
      ink.background = rgb.quantised(to: depth)
      ink.foreground = Theme.text(on: rgb).quantised(to: depth)
    }
  }

  /// Black or white, whichever reads better.
  private static func text(on colour: RGB) -> RGB {
    let (black, white) = (RGB(0, 0, 0), RGB(255, 255, 255))
    return colour.contrast(with: black) > colour.contrast(with: white) ? black : white
  }
}
