/// The version that the program, its receipts and its reports state.
public enum ProgramVersion {
  public static let text = "0.1.0"
}
