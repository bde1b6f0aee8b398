internal import CEmbedded

/// What each rule looks for, how well it finds it, and how often it is wrong about people.
public enum FaultGuide {
  /// The file `Faults.md` beside this one, whose numbers a test measures.
  public static let text = String(cString: cembedded_fault_guide())
}
