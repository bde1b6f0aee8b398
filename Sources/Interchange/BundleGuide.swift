internal import CEmbedded

/// What a bundle is, for people who write one.
public enum BundleGuide {
  /// The file `Bundle.txt` beside this one.
  public static let text = String(cString: cembedded_bundle_guide())
}
