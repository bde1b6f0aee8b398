/// A name for which cases are listed, in which order and how.
public struct CaseView: Sendable, Hashable {
  public var name: String
  /// In the filter language; empty for every case.
  public var filter = ""
  /// A field, with "-" before it the other way round; the usual order where there is none.
  public var order: String?
  /// Whose cases; whoever is looked at where there is none.
  public var simulator: String?
  public var instrument: String?
  public var draw: Int?
  /// The columns of the list; those that fit where there are none.
  public var columns: [String] = []
  /// Whether whole conversations are listed.
  public var isOfConversations = false

  public init(name: String) {
    self.name = name
  }

  /// Those that ship with the program.
  public static let shipped: [CaseView] = [
    ("disengagement misses", "disengagement:yes"), ("missed exits", "real:no-reply -sim:no-reply"),
    ("unread flagged", "flag:yes seen:no"),
  ].map { name, filter in
    var view = CaseView(name: name)
    view.filter = filter
    return view
  }
}
