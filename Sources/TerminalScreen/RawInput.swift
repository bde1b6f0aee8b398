import CellGrid

/// What curses hands over: a byte, or a key that it recognised.
package enum RawInput: Sendable, Hashable {
  case byte(UInt8)
  case key(NamedKey, Modifiers)
  case pasteStart
  case pasteEnd
  /// A key that has no name here.
  case unknown

  package enum NamedKey: Sendable, Hashable {
    case up, down, right, left, home, end, insert, delete, pageUp, pageDown, backspace, enter, tab
    case function(Int)
  }

  package struct Modifiers: OptionSet, Sendable, Hashable {
    package let rawValue: Int

    package init(rawValue: Int) {
      self.rawValue = rawValue
    }

    package static let shift = Modifiers(rawValue: 1)
    package static let alt = Modifiers(rawValue: 2)
    package static let control = Modifiers(rawValue: 4)
  }
}

extension Key {
  /// The key that a named key with modifiers is. Combinations that have no name of their own lose the modifier that
  /// matters least.
  init?(_ name: RawInput.NamedKey, _ modifiers: RawInput.Modifiers) {
    let choice: (plain: Key, shift: Key?, alt: Key?, control: Key?)
    switch name {
    case .up: choice = (.up, .shiftUp, .altUp, .controlUp)
    case .down: choice = (.down, .shiftDown, .altDown, .controlDown)
    case .left: choice = (.left, .shiftLeft, .altLeft, .controlLeft)
    case .right: choice = (.right, .shiftRight, .altRight, .controlRight)
    case .home: choice = (.home, .shiftHome, nil, .controlHome)
    case .end: choice = (.end, .shiftEnd, nil, .controlEnd)
    case .pageUp: choice = (.pageUp, .shiftPageUp, nil, .controlPageUp)
    case .pageDown: choice = (.pageDown, .shiftPageDown, nil, .controlPageDown)
    case .insert: choice = (.insert, nil, nil, nil)
    case .delete: choice = (.delete, nil, .alt("d"), .controlDelete)
    case .backspace: choice = (.backspace, nil, .altBackspace, nil)
    case .enter: choice = (.enter, nil, .altEnter, nil)
    case .tab: choice = (.tab, .backTab, nil, nil)
    case .function(let number):
      guard number > 0 else { return nil }
      choice = (.function(number), nil, nil, nil)
    }
    let control = modifiers.contains(.control) ? choice.control : nil
    let alt = modifiers.contains(.alt) ? choice.alt : nil
    let shift = modifiers.contains(.shift) ? choice.shift : nil
    self = control ?? alt ?? shift ?? choice.plain
  }
}
