/// What a matchmaking agency's consultant and a parent talk about; their words are in `matchmaking.txt`.
enum Matchmaking {
  static let topics = ["age", "education", "work", "history", "standard", "attitude", "housing"]

  /// Words in a last clause that make it a question; `…` means "at its end".
  static let questionMarks = [
    "…吗", "…不", "…没", "多少", "怎么", "什么", "哪", "多久", "多长", "有没有", "是不是", "会不会", "懂不懂", "难不难", "多不多", "贵不贵",
    "行不行", "能不能", "划不划算", "请问", "多大", "有多高",
  ]

  private static let ages = (25...39).map(String.init)
  private static let educations = ["大专", "本科", "本科", "硕士", "博士"]
  private static let jobs = ["程序员", "小学老师", "护士", "会计", "公务员", "工程师", "银行柜员", "设计师", "医生", "销售"]
  private static let cities = ["成都", "武汉", "西安", "杭州", "郑州", "长沙", "合肥", "济南", "南昌", "沈阳"]

  /// The parent, the child and the consultant.
  static let cast = Cast([
    Cast.Trait(field: ("child_age", ages), slots: [("age", ages)]),
    Cast.Trait(
      field: ("child_sex", ["男", "女"]),
      slots: [
        ("child", ["儿子", "女儿"]), ("kid", ["儿子", "闺女"]), ("ta", ["他", "她"]), ("partner", ["女孩", "男孩"]),
        ("inlaw", ["儿媳妇", "女婿"]),
      ]),
    Cast.Trait(field: ("child_education", educations), slots: [("edu", educations)]),
    Cast.Trait(field: ("child_job", jobs), slots: [("job", jobs)]),
    Cast.Trait(field: ("parent_city", cities), slots: [("city", cities)]),
    Cast.Trait(
      field: ("caller", ["母亲", "母亲", "父亲"]),
      slots: [("parent", ["阿姨", "阿姨", "叔叔"]), ("spouse", ["孩子他爸", "孩子他爸", "孩子他妈"])]),
    Cast.Trait(
      field: ("channel", ["短视频", "公众号", "相亲角", "社区活动", "朋友介绍"]),
      slots: [("channel", ["短视频平台", "公众号", "公园相亲角", "社区活动", "老会员的推荐"])]),
    Cast.Trait(
      slots: [
        ("price", ["3980", "4680", "2980", "5980"]), ("deal", ["3280", "3980", "2480", "4980"]),
      ]),
    Cast.Trait(slots: [("sn", ["小林", "小周", "小许", "小唐", "小方", "小宋"])]),
    Cast.Trait(slots: [("n", ["3", "4", "5", "6", "8"])], isFresh: true),
    Cast.Trait(slots: [("day", ["周六", "周日", "周五晚上", "周三晚上", "下周六", "这周日"])], isFresh: true),
    Cast.Trait(slots: [("date", ["下个月", "月底", "过完年", "五一以后", "国庆以后"])], isFresh: true),
  ])
}
