internal import CEmbedded

/// A page of the documentation: the Markdown files of `Guide.docc`, as bytes inside the program.
public struct GuidePage: Sendable {
  /// The word after `walkaway help`.
  public let id: String
  public let markdown: String

  public static let all: [GuidePage] = [
    GuidePage(id: "start", markdown: String(cString: cembedded_guide_start())),
    GuidePage(id: "data", markdown: String(cString: cembedded_guide_data())),
    GuidePage(id: "filter", markdown: String(cString: cembedded_guide_filter())),
    GuidePage(id: "bundle", markdown: String(cString: cembedded_guide_bundle())),
    GuidePage(id: "method", markdown: String(cString: cembedded_guide_method())),
    GuidePage(id: "probing", markdown: String(cString: cembedded_guide_probing())),
    GuidePage(id: "conversations", markdown: String(cString: cembedded_guide_conversations())),
    GuidePage(id: "review", markdown: String(cString: cembedded_guide_review())),
    GuidePage(id: "receipt", markdown: String(cString: cembedded_guide_receipt())),
    GuidePage(id: "report", markdown: String(cString: cembedded_guide_report())),
    GuidePage(id: "privacy", markdown: String(cString: cembedded_guide_privacy())),
    GuidePage(id: "scale", markdown: String(cString: cembedded_guide_scale())),
    GuidePage(id: "programs", markdown: String(cString: cembedded_guide_programs())),
    GuidePage(id: "decisions", markdown: String(cString: cembedded_guide_decisions())),
  ]

  public static func page(_ id: String) -> GuidePage? { all.first { $0.id == id } }

  /// The page's blocks, its title first.
  public var blocks: [GuideBlock] { GuideBlock.blocks(of: markdown) }

  public var title: String {
    for case .heading(1, let words) in blocks { return words }
    return id
  }
}
