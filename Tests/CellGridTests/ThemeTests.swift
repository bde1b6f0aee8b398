import Testing

@testable import CellGrid

struct ThemeTests {
  private static let depths: [ColourDepth] = [.none, .eight, .sixteen, .palette, .direct]
  private static let styles = allStyles()

  private static func allStyles() -> [Style] {
    let roles = StyleRole.named + (0..<9).map { StyleRole.scale($0) }
    let surfaces = Surface.named + (0..<9).map { Surface.scale($0) } + (0..<9).map { Surface.heat($0) }
    return roles.flatMap { role in surfaces.map { Style(role, on: $0) } }
  }

  @Test(arguments: depths, [Theme.Background.dark, .light])
  func staysWithinTheTerminalsColours(depth: ColourDepth, background: Theme.Background) {
    let theme = Theme(depth: depth, background: background)
    for style in ThemeTests.styles {
      let ink = theme.ink(for: style)
      for colour in [ink.foreground, ink.background] {
        switch colour {
        case .standard: continue
        case .palette(let index): #expect(depth != .none && depth != .direct && Int(index) < depth.rawValue)
        case .direct: #expect(depth == .direct)
        }
      }
    }
  }

  @Test(arguments: depths)
  func theSelectionIsSeenAtEveryDepth(depth: ColourDepth) {
    for background in [Theme.Background.dark, .light] {
      let theme = Theme(depth: depth, background: background)
      #expect(theme.ink(for: .selection) != theme.ink(for: .text))
      #expect(theme.ink(for: Style(.text, on: .match)) != theme.ink(for: .text))
    }
  }

  /// A white terminal that does not say so has black text, and a bar in the dark was black on nearly black.
  @Test(arguments: [ColourDepth.palette, .direct], [Theme.Background.dark, .light])
  func whatHasABackgroundHasItsOwnText(depth: ColourDepth, background: Theme.Background) {
    let theme = Theme(depth: depth, background: background)
    for style in ThemeTests.styles {
      let ink = theme.ink(for: style)
      #expect(ink.background == .standard || ink.foreground != .standard, "\(style)")
    }
  }

  @Test func theScaleRunsFromOrangeToBlue() throws {
    for background in [Theme.Background.dark, .light] {
      var balance: [Int] = []
      for step in 0..<StyleRole.scaleSteps {
        let ink = Theme(depth: .direct, background: background).ink(for: Style(.scale(step)))
        guard case .direct(let colour) = ink.foreground else { throw Missing() }
        balance.append(Int(colour.red) - Int(colour.blue))
      }
      #expect(balance == balance.sorted(by: >))
      #expect(balance[0] > 100 && balance[4] == 0 && balance[8] < -100)
    }
  }

  private struct Missing: Error {}

  @Test(arguments: [ColourDepth.eight, .sixteen])
  func theEndsOfTheScaleDifferFromEachOtherAndFromTheMiddle(depth: ColourDepth) {
    for background in [Theme.Background.dark, .light] {
      let theme = Theme(depth: depth, background: background)
      #expect(Set([0, 4, 8].map { theme.ink(for: Style(.scale($0))).foreground }).count == 3)
    }
  }

  /// Black, white, and the backgrounds of themes that many use.
  private static let canvases: [Theme.Background: [UInt32]] = [
    // Plain, VS Code, Tomorrow Night, Dracula, Monokai, One Dark, Nord, Solarized, Tokyo Night, Catppuccin.
    .dark: [
      0x000000, 0x1E1E1E, 0x1D1F21, 0x282A36, 0x272822, 0x282C34, 0x2E3440, 0x002B36, 0x1A1B26, 0x24273A,
    ],
    // Plain, One Light, Solarized, Catppuccin, GitHub, a grey.
    .light: [0xFFFFFF, 0xFAFAFA, 0xFDF6E3, 0xEFF1F5, 0xF6F8FA, 0xEEEEEE],
  ]

  /// WCAG 2.1, 1.4.3: 4.5 for text, and 1.4.11: 3 for lines. The terminal's own text on its own background is its own.
  @Test(arguments: [ColourDepth.palette, .direct], [Theme.Background.dark, .light])
  func textReadsOnEverySurface(depth: ColourDepth, background: Theme.Background) throws {
    let theme = Theme(depth: depth, background: background)
    for style in ThemeTests.styles {
      let ink = theme.ink(for: style)
      guard let foreground = rgb(ink.foreground) else { continue }
      let needed = [.border, .axis].contains(style.role) ? 3 : 4.5
      let canvases = try #require(ThemeTests.canvases[background]).map { RGB(hex: $0) }
      for behind in rgb(ink.background).map({ [$0] }) ?? canvases {
        let contrast = foreground.contrast(with: behind)
        #expect(contrast >= needed, "\(style) on \(behind), \(background), \(depth): \(contrast)")
      }
    }
  }

  /// The first sixteen colours as xterm has them, on black and on white.
  @Test(arguments: [Theme.Background.dark, .light])
  func textOfSixteenColoursReads(background: Theme.Background) {
    let theme = Theme(depth: .sixteen, background: background)
    let plain = background == .dark ? RGB(0, 0, 0) : RGB(255, 255, 255)
    for style in ThemeTests.styles where SurfaceTone.of(style.surface).poorAttributes.isEmpty {
      let ink = theme.ink(for: style)
      guard let foreground = rgb(ink.foreground) else { continue }
      let contrast = foreground.contrast(with: rgb(ink.background) ?? plain)
      #expect(contrast >= 4.5, "\(style) \(background): \(contrast)")
    }
  }

  @Test(arguments: [ColourDepth.palette, .direct], [Theme.Background.dark, .light])
  func everyStepOfTheHeatMapIsAnother(depth: ColourDepth, background: Theme.Background) throws {
    let theme = Theme(depth: depth, background: background)
    let shades = try (1..<Surface.heatSteps).map {
      try #require(rgb(theme.ink(for: Style(.text, on: .heat($0))).background)).luminance
    }
    #expect(shades == shades.sorted(by: background == .dark ? { $0 < $1 } : { $0 > $1 }) && Set(shades).count == 8)
  }

  @Test(arguments: [ColourDepth.palette, .direct], [Theme.Background.dark, .light])
  func theChosenRowOfThePaneWithTheKeyboardIsAnother(depth: ColourDepth, background: Theme.Background) {
    let theme = Theme(depth: depth, background: background)
    let behind = [Surface.selection, .dimSelection, .plain].map { theme.ink(for: Style(.text, on: $0)).background }
    #expect(Set(behind).count == 3)
  }

  @Test(arguments: [ColourDepth.none, .eight, .sixteen])
  func aChosenRowIsOfOneColour(depth: ColourDepth) {
    for background in [Theme.Background.dark, .light] {
      let theme = Theme(depth: depth, background: background)
      for role in StyleRole.named {
        let ink = theme.ink(for: Style(role, on: .selection))
        #expect(ink.foreground == .standard && ink.background == .standard && ink.attributes.contains(.reverse))
      }
    }
  }

  /// Resistance and what lies between it and the middle: both were the same yellow.
  @Test(arguments: [ColourDepth.eight, .sixteen], [Theme.Background.dark, .light])
  func stagesNextToEachOtherDiffer(depth: ColourDepth, background: Theme.Background) {
    let theme = Theme(depth: depth, background: background)
    let inks = (0..<5).map { theme.ink(for: Style(.scale(index: $0, of: 5))) }
    for (left, right) in zip(inks, inks.dropFirst()) { #expect(left != right) }
    #expect(inks[0].foreground != inks[1].foreground)
  }

  private func rgb(_ colour: Colour) -> RGB? {
    switch colour {
    case .standard: nil
    case .palette(let index): RGB.palette(index)
    case .direct(let rgb): rgb
    }
  }

  @Test func withoutColoursOnlyAttributesAreLeft() {
    let theme = Theme(depth: .none)
    #expect(theme.ink(for: Style(.error)) == Ink(attributes: .bold))
    #expect(theme.ink(for: .selection) == Ink(attributes: .reverse))
    #expect(theme.ink(for: Style(.text, .underline)) == Ink(attributes: .underline))
  }

  @Test(arguments: [
    (nil, Theme.Background.dark), ("15;0", .dark), ("0;15", .light), ("0;default;15", .light), ("7;8", .dark),
    ("x", .dark),
  ])
  func readsTheTerminalsBackground(variable: String?, background: Theme.Background) {
    #expect(Theme.Background(colorFGBG: variable) == background)
  }

  @Test func aColourIsLightWhereBlackIsReadBetterOnIt() {
    for colour in [0x000000, 0x2E3440, 0x002B36, 0x444444] as [UInt32] {
      #expect(Theme.Background(RGB(hex: colour)) == .dark)
    }
    for colour in [0xFFFFFF, 0xFDF6E3, 0xD0D0D0, 0x00CDCD] as [UInt32] {
      #expect(Theme.Background(RGB(hex: colour)) == .light)
    }
  }

  @Test func stagesAreSpreadOverTheScale() {
    #expect((0..<5).map { StyleRole.scale(index: $0, of: 5).scaleStep } == [0, 2, 4, 6, 8])
    #expect((0..<3).map { StyleRole.scale(index: $0, of: 3).scaleStep } == [0, 4, 8])
    #expect(StyleRole.scale(index: 0, of: 1).scaleStep == 4)
    #expect(StyleRole.scale(index: 99, of: 5).scaleStep == 8)
    #expect(StyleRole.scale(-3).scaleStep == 0)
    #expect(StyleRole.text.scaleStep == nil)
  }
}

struct QuantiserTests {
  @Test func coloursOfThePaletteStayWhatTheyAre() {
    for index in UInt8(16)...255 {
      let colour = RGB.palette(index)
      guard case .palette(let found) = colour.quantised(to: .palette) else {
        Issue.record("no palette colour")
        continue
      }
      #expect(RGB.palette(found) == colour)
    }
  }

  @Test func theSixteenColoursStayWhatTheyAre() {
    for (index, colour) in RGB.ansi.enumerated() {
      #expect(colour.quantised(to: .sixteen) == .palette(UInt8(index)))
    }
    for index in 0..<8 {
      #expect(RGB.ansi[index].quantised(to: .eight) == .palette(UInt8(index)))
    }
  }

  @Test(arguments: [
    (RGB(255, 0, 0), UInt8(196)), (RGB(250, 250, 250), UInt8(231)), (RGB(0, 0, 0), UInt8(16)),
    (RGB(128, 128, 128), UInt8(244)),
    (RGB(255, 140, 26), UInt8(208)), (RGB(11, 80, 192), UInt8(25)),
  ])
  func quantisesToTheNearestOf256(colour: RGB, index: UInt8) {
    #expect(colour.quantised(to: .palette) == .palette(index))
  }

  @Test func contrastIsThatOfTheGuidelines() {
    #expect(abs(RGB(0, 0, 0).contrast(with: RGB(255, 255, 255)) - 21) < 1e-9)
    // WebAIM's contrast checker: #767676 on white is 4.54.
    #expect(abs(RGB(0x76, 0x76, 0x76).contrast(with: RGB(255, 255, 255)) - 4.54) < 0.005)
  }
}
