public import CellGrid

/// Which background somebody says that the terminal has.
public enum BackgroundChoice: String, Sendable, Hashable, CaseIterable {
  /// What the terminal itself says.
  case auto
  case dark, light

  /// `nil` where the terminal is to say it.
  public var background: Theme.Background? { Theme.Background(rawValue: rawValue) }
}
