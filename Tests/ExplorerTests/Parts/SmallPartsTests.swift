import Cases
import CellGrid
import Testing

@testable import Explorer

struct MiddleCutTests {
  @Test func idsKeepTheirEnds() {
    #expect("20180717-200206_41_live".middleCut(to: 14) == "2018071…1_live")
    #expect("short".middleCut(to: 14) == "short")
    for width in 3..<12 { #expect(DisplayWidth.of("会话编号会话编号会话".middleCut(to: width)) <= width) }
    #expect(DisplayWidth.of(String(repeating: "\u{301}", count: 40).middleCut(to: 8)) <= 8)
  }
}

struct IDCutTests {
  @Test func idsAreCutWhereMostStillDiffer() {
    // RecLLMSim: what tells them apart is neither at the beginning nor behind the last stroke.
    let tasks = ["User_0/技能学习规划/0", "User_0/旅行规划/0", "User_0/礼物准备/0", "User_0/菜谱规划/0", "User_0/菜谱规划/1"]
    let cut = IDCut(tasks, width: 12)
    #expect(Set(tasks.map { cut($0) }).count == tasks.count)
    #expect(tasks.allSatisfy { cut($0).contains("…") && DisplayWidth.of(cut($0)) <= 12 })
    let people = ["20180717-200206_41_live", "20180719-120436_41_live", "20180719-120436_42_live"]
    for width in [12, 14] {
      let cut = IDCut(people, width: width)
      #expect(Set(people.map { cut($0) }).count == 3 && people.allSatisfy { DisplayWidth.of(cut($0)) <= width })
    }
  }

  @Test func theMiddleIsCutWhereThatTellsAllApartAndShortIdsStay() {
    let ids = ["296e964f-3c10-4b91-9424-310410883001", "6e465a3f-3c10-4b91-9424-31041088371f"]
    let cut = IDCut(ids, width: 12)
    for id in ids { #expect(cut(id) == id.middleCut(to: 12)) }
    #expect(IDCut(["a-1", "a-2"], width: 12)("a-1") == "a-1")
    for width in 0..<4 { #expect(IDCut(ids, width: width)("").isEmpty) }
    // Ids that no cut tells apart are cut in the middle.
    let same = ["aaaaaaaaaaaaaaaaaab", "aaaaaaaaaaaaaaaaaab"]
    #expect(IDCut(same, width: 8)(same[0]) == "aaaa…aab")
  }
}

struct LineHistoryTests {
  @Test func linesComeBackAndTheTypedOneIsKept() {
    var history = LineHistory(["b", "a"])
    #expect(history.older(than: "typed") == "b")
    #expect(history.older(than: "b") == "a")
    #expect(history.older(than: "a") == nil)
    #expect(history.newer() == "b")
    #expect(history.newer() == "typed")
    #expect(history.newer() == nil)
    history.add("a")
    #expect(history.lines == ["a", "b"])
  }
}

struct CompletionTests {
  @Test func theWordAtTheCursorIsReplacedAndTheRestStays() throws {
    var editor = LineEditor("real:res sim:deciding")
    for _ in 0..<13 { _ = editor.handle(.left) }
    var completion = try #require(Completion(of: editor, replacing: 3, words: ["resisting", "resting"]))
    completion.apply(to: &editor)
    #expect(editor.text == "real:resisting sim:deciding")
    #expect(editor.cursor == 14)
    completion.turn()
    completion.apply(to: &editor)
    #expect(editor.text == "real:resting sim:deciding")
  }
}

struct CaseQueryTests {
  @Test func ordersAreWrittenAndRead() {
    for text in ["severity", "-severity", "conversation", "-real", "profile.age", "flag"] {
      #expect([SortKey](text: text)?.text == text)
    }
    #expect([SortKey](text: "severity") == .worstFirst)
    #expect([SortKey](text: "text") == nil)
    #expect([SortKey](text: "nonsense") == nil)
  }

  @Test func choosingAColumnAgainTurnsItsOrder() {
    let byStage = [SortKey].worstFirst.choosing(.real)
    #expect(byStage == [SortKey(.real)])
    #expect(byStage.choosing(.real) == [SortKey(.real, descending: true)])
    #expect(byStage.choosing(.severity) == .worstFirst)
  }

  @Test func excludingAValueTakesItOutOfTheChosenOnes() throws {
    let filter = try Filter(parsing: "real:resisting,exploring action:pitch")
    let excluded = filter.togglingExclusion(.real, value: "resisting")
    #expect(excluded.description == "real:exploring action:pitch -real:resisting")
    #expect(excluded.excludedValues(of: .real) == ["resisting"])
    #expect(excluded.togglingExclusion(.real, value: "resisting").description == "real:exploring action:pitch")
  }
}

struct LayoutTests {
  @Test func theListStandsLeftOfTheReaderFrom120Columns() {
    func panes(_ columns: Int, _ screen: Screen, _ focus: Pane, zoomed: Bool = false) -> [Pane] {
      Layout(columns: columns, rows: 30, screen: screen, focus: focus, isZoomed: zoomed).panes.map(\.pane)
    }
    #expect(panes(119, .browse, .cases) == [.cases])
    #expect(panes(119, .browse, .reader) == [.reader])
    #expect(panes(120, .browse, .reader) == [.cases, .reader])
    #expect(panes(120, .browse, .reader, zoomed: true) == [.reader])
    #expect(panes(99, .facets, .facets) == [.facets])
    #expect(panes(100, .facets, .facets) == [.facets, .cases])
  }

  @Test(arguments: [(40, 10), (80, 24), (120, 40), (200, 60), (1_000, 300)])
  func panesFillTheBodyWithoutOverlapping(columns: Int, rows: Int) {
    for screen in [Screen.browse, .facets, .statistics, .help, .messages] {
      let layout = Layout(columns: columns, rows: rows, screen: screen, focus: .cases, isZoomed: false)
      let gaps = layout.panes.count - 1
      #expect(layout.panes.reduce(0) { $0 + $1.rect.columns } + gaps == columns)
      #expect(layout.panes.allSatisfy { $0.rect.rows == rows - 2 && $0.rect.row == 1 })
    }
  }
}
