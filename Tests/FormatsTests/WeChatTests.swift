import JSON
import Testing

@testable import Formats
@testable import Interchange

struct WeChatTests {
  @Test func olderFilesHaveAValueMoreThanNames() throws {
    let log = try SampleFiles.read("\(SampleFiles.root)/wechat/older.csv")
    #expect(log.refusals.isEmpty)
    #expect(log.ids == ["12", "13"])
    // By their time, not by their place.
    #expect(log.turns(0) == ["user: 多少钱？", "agent: 一周二十元", "user: 太贵了"])
    #expect(log.leftOut == ["messages of the type 3": 1])
    #expect(log.conversations[0].record["turns"]?[0]?["at"]?.string == "2026-03-01T09:00:00Z")
  }

  @Test func newerFilesNameTheSender() throws {
    let log = try SampleFiles.read("\(SampleFiles.root)/wechat/小红.csv")
    #expect(log.ids == ["小红"])
    #expect(log.turns(0) == ["user: 在吗", "agent: 在"])
    #expect(log.leftOut == ["messages of the type 图片": 1])
  }

  @Test func namesInArchivesAreKept() throws {
    let log = try SampleFiles.read("\(SampleFiles.root)/wechat/packed.zip")
    #expect(log.ids == ["小红"])
    #expect(log.conversations.first?.file == "聊天记录/小红.csv")
  }

  @Test func newerFilesMayNameTheContactInEveryRow() throws {
    let log = try WrittenLog.read(
      """
      消息ID,类型,发送人,时间,内容,备注,昵称,更多信息
      1,文本,小红,2026-03-01 10:00:00,在吗,红,小红,
      2,文本,我,2026-03-01 10:01:00,在,红,小红,
      3,文本,我,2026-03-01 10:02:00,"你好
      吗",明,小明,
      """, named: "all.csv")
    #expect(log.ids == ["红", "明"])
    #expect(log.turns(1) == ["agent: 你好\n吗"])
  }

  @Test func inAGroupTheUserIsToldByTheirName() throws {
    let text = """
      localId,TalkerId,Type,SubType,IsSender,CreateTime,Status,StrContent,StrTime,Remark,NickName,Sender
      1,9,1,0,0,1772355600,2,hi,2026,g,g,Ana
      2,9,1,0,0,1772355601,2,hello,2026,g,g,Bob
      """
    #expect(try WrittenLog.read(text, named: "g.csv").turns(0) == ["user: hi", "user: hello"])
    let log = try WrittenLog.read(text, named: "g.csv", mapping: WrittenLog.user("Ana"))
    #expect(log.turns(0) == ["user: hi", "agent: hello"])
  }

  @Test func aRowOfAnotherWidthOrSenderIsRefused() throws {
    let log = try WrittenLog.read(
      """
      localId,TalkerId,Type,SubType,IsSender,CreateTime,Status,StrContent,StrTime,Remark,NickName,Sender
      1,9,1,0,0,1772355600,2,hi,2026,g,g,Ana,x
      2,9,1,0,7,1772355601,2,hello,2026,g,g,Bob,x
      3,9,1,0,0,x
      """, named: "g.csv", format: "wechat")
    #expect(log.turns(0) == ["user: hi"])
    #expect(log.refusals.map(\.line) == [3, 4])
    #expect(log.refusals.map(\.reason) == [.missingKey, .otherWidth])
  }
}
