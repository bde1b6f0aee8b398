public import CellGrid

/// Which background somebody says that the terminal has.
public enum BackgroundChoice: String, Sendable, Hashable, CaseIterable {
  /// What the terminal itself says.
  case auto
  case dark, light

  /// `nil` where the terminal is to say it.
  public var background: Theme.Background? { Theme.Background(rawValue: rawValue) }

  /// The theme of a terminal.
  ///
  /// As long as it may yet say what its background is there are no colours, rather than those of another background.
  /// - Parameters:
  ///   - depth: The colours that it has.
  ///   - said: What it said.
  ///   - isAsked: Whether it was asked and its answer is waited for.
  ///   - usual: What is taken for its background where it says nothing.
  public func theme(
    depth: ColourDepth, said: Theme.Background?, isAsked: Bool, usual: Theme.Background
  ) -> Theme {
    let known = background ?? said
    return Theme(depth: known == nil && isAsked ? .none : depth, background: known ?? usual)
  }
}
