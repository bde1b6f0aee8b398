extension MatchmakingGrammar {
  /// Real parents without a blocker: replies to an action of the agent.
  static let userReplies = """
    @user filler
    嗯，
    哦，
    那个，
    唉，
    哎，
    这个嘛，
    @user resisting after rapport
    [有事说事]
    别[套近乎]
    嗯
    [不聊了]
    [说重点]
    好了[别发了]
    哦
    @user resisting after probe
    [问这个干嘛]
    [不方便说]
    [查户口啊]
    这个[不想说]
    跟你[有关系吗]
    你[管得着]吗
    [不告诉你]
    @user resisting after pitch
    [不感兴趣]
    [不需要]
    [没用]
    [算了吧]
    别[给我推]了
    广告[少发]
    哦，[不要]
    听着[就不行]
    @user resisting after handle-objection
    [再说也没用]
    [别解释了]
    你[不用劝]
    那也[不要]
    [听够了]
    我[主意定了]
    怎么说你们都有理，[不聊了]
    @user resisting after push-close
    [催什么催]
    别[逼我]
    [不办]
    [不交]
    着什么急，[不要了]
    你越催我[越不想办]
    你们就是[想要钱]
    @user resisting after reassure
    [少来这套]
    光说[好听的]
    [不用了]
    [别哄我]
    那是[你说的]
    [呵呵]
    @user exploring after rapport
    嗯，[你们是做啥的]
    好的，[怎么个流程]
    是啊，[你说说看]
    你们[跟婚介一样吗]
    [都有什么]服务
    哦，那[怎么参加]
    @user exploring after probe
    [你先说说]你们怎么弄
    问这些[是要登记]吗
    这个[必须填]吗
    [要这个做什么用]
    还要[什么资料]
    {ta}的情况[填了就能看]吗
    @user exploring after pitch
    [具体怎么操作]
    是[一对一]的吗
    [都包括啥]
    那个活动[在哪办]
    这个跟app上的[一样不]
    [线下见面]吗
    能[看照片]不
    @user exploring after handle-objection
    哦，那[接下来呢]
    这样啊，[还有呢]
    [那怎么算成]
    嗯，[再说说]
    那要[准备什么]
    你说的[是哪种]
    @user exploring after push-close
    交了[之后呢]
    [都写在哪]
    现在办[有啥不一样]
    这么急，[名额有限]？
    办完[几天能见]
    要[签什么]
    @user exploring after reassure
    嗯，[那流程]是啥
    [真的假的]
    那你们[怎么管]的
    哦哦，[然后呢]
    有[例子]吗
    [谁负责]我家的
    @user engaging after rapport
    [谁说不是]呢
    {ta}要有你一半[会说话]就好了
    我们那一辈[没这么难]
    [愁得]我晚上睡不着
    是啊，[操心死了]
    谢谢，{ta}人[挺好的]，就是不急
    [可不是嘛]，当妈的当爸的都一样
    {ta}从小[懂事]，就这事不上心
    你家也有孩子啊，[那你懂]
    {city}这边像{ta}这么大的[都结婚了]
    还是你[会说话]
    @user engaging after pitch
    [这倒省心]
    那[先看看资料]
    {ta}{age}，[这样的有吗]我看看
    [行啊]，{ta}周末都在
    要{ta}[照片]吧，我发你
    [不错]，比{ta}天天刷手机强
    我{child}[就缺这个]
    哦，[那挺正规]的
    听着[还行]，{ta}就喜欢这样的
    这个[挺好]，省得{ta}自己找
    嗯，[我把资料给你]
    那[登记一下]吧，{age}，{edu}
    你们这样[比公园强]
    [可以]，{ta}在{city}，离你们近
    @user engaging after handle-objection
    哦，[原来这样]
    [这样啊]，那行
    [也是]，{ta}自己是弄不来
    嗯，你[说得实在]
    也[有道理]
    [你这么说我明白了]
    嗯，[是这么回事]
    行，[你接着说]
    那我[放心点]了
    说得[在理]，{ta}就是这个脾气
    @user engaging after push-close
    [身份证]要不要
    等下，[我找笔记]一下
    [填到哪一步]了我看看
    {ta}的[学历证]在我这
    先[把资料填上]吧
    要[什么证件]，我找找
    行，[先登记]
    表[发我]，我填
    [照片我找一张]
    @user engaging after reassure
    好嘞，[那我就放心]
    [麻烦你]多费心
    嗯，[全靠你]了
    [行]，{ta}的事拜托你
    哎，[谢谢]啊
    嗯嗯，[那就好]
    [谢谢你]啊
    有你这话[我踏实点]
    好，[我信]
    那[就好]，{ta}胆小，别吓着
    @user considering after rapport
    唉，我再[想想]
    [心动]是有点
    你人不错，我[考虑一下]
    [犹豫]呢
    说实话[有点动心]
    @user considering after probe
    {age}，{edu}，[你看能找到吗]
    条件就这样，[你看合适不]
    [你先帮我看看]有没有
    我[还没想好]要求
    [主要看人]，你觉得呢
    @user considering after pitch
    [听着不错]，我想想
    这个[可以考虑]
    [跟别家比比]再说
    哪个套餐[合适]我家
    我[再看看]资料
    要是真[这么好]，可以试试
    嗯，[有点意思]
    有没有[短一点]的服务
    @user considering after handle-objection
    [嗯，我想想]
    你说的也对，[再考虑]
    [容我琢磨]一下
    那倒是，[让我想想]
    [这样的话]可以考虑
    是[这个理]，不过我再想想
    @user considering after push-close
    [别急]，我再想想
    今天[定不下来]
    [明天给你信]行不
    [让我考虑一晚上]
    我[再看看合同]
    优惠到[哪天]
    名额[给我留一下]
    [差不多]想好了，再等等
    @user considering after reassure
    要是[真像你说的]就行
    嗯，[我再想想]
    [有保障]的话可以
    你[说话算话]啊，我考虑下
    那[万一]呢
    行，[我心里有数]了
    @user deciding after rapport
    行了，[怎么交钱]
    不说了，[办]
    [给我办]吧
    就[冲你这人]，报了
    @user deciding after probe
    {age}，{edu}，[直接报名]
    都告诉你了，[给我办上]
    资料齐了，[交多少]
    [填好了]，下一步
    @user deciding after pitch
    行，[就这个]
    [我报]
    就[选这个套餐]
    [要了]
    这个好，[怎么付款]
    @user deciding after handle-objection
    行，[那就办]
    [听你的]，报
    没问题了，[付款码]发来
    好，[就这么定]
    @user deciding after push-close
    [好，办]
    [转了]，你查一下
    [付款链接]给我
    [马上交]
    [微信转]可以吗
    行行行，[现在就付]
    @user deciding after reassure
    有你这话，[我办]
    好，[放心了]，交
    [定了]
    那[签吧]
    """
}
