"""Wording of the input's defects: what is wrong, what was expected and how to mend it, by stable code."""

# ruff: noqa: E501 - a Chinese character counts as two

from __future__ import annotations

from typing import Final

from rotation.i18n import Text
from rotation.i18n.pupils import DEFECTS as _PUPIL_CHECKS
from rotation.i18n.tables import Wording
from rotation.i18n.tables import error as _error
from rotation.i18n.tables import note as _note
from rotation.i18n.tables import warning as _warning

__all__ = ["DEFECTS", "LINE", "SEVERITY", "Wording"]


SEVERITY: Final = {"error": Text("错误 ", "error "), "warning": Text("提醒 ", "warning "), "note": Text("说明 ", "note ")}
LINE: Final = {
    "sheet": Text("“{sheet}”表", "sheet {sheet}"),
    "row": Text("第 {row} 行", "row {row}"),
    "column": Text("“{column}”列", "column {column}"),
    "between": Text("，", ", "),
    "colon": Text("：", ": "),
    "found": Text("现为“{found}”。", ' Found "{found}".'),
    "expected": Text("应为：{expected}。", " Expected {expected}."),
    "mend": Text("{mend}", " {mend}"),
}

Pair = tuple[str, str]
_SAVE_AS_XLSX: Final = ("请在 Excel 或 WPS 中打开，另存为 .xlsx 后再试。", "Open it in Excel and save it as .xlsx.")
_CHECK_ROW: Final = ("请核对这一行。", "Check this row.")
_KEEP_ONE: Final = ("请只保留一行。", "Keep one of the two rows.")
_KNOWN_SCHOOL: Final = ("“学校”表中的编号或不重名的学校名称", "an id, or a name borne by one school only, of the schools sheet")
_KNOWN_TEACHER: Final = ("“教师”表中的编号或不重名的姓名", "an id, or a name borne by one teacher only, of the teachers sheet")
_DATE_FORM: Final = ("1998-07、1998.07、1998年7月或 1998-07-15 的形式", "1998-07, 1998.07 or 1998-07-15")

_FILES: Final = {
    "path_missing": _error(("没有这个文件或文件夹。", "there is no such file or folder."), (
        "请核对路径。", "Check the path.")),
    "folder_without_tables": _error(("文件夹里没有 .xlsx 或 .csv 文件。", "the folder holds no .xlsx or .csv file."), (
        "请放入数据文件，或用 rotation new 生成空表。", "Put the data there, or make an empty workbook with rotation new.")),
    "several_workbooks": _error(("文件夹里有多个工作簿（{names}），不知读哪一个。", "the folder holds several workbooks ({names})."), (
        "请直接指明要读的文件。", "Name the file to read.")),
    "plan_folder": _error(("这是方案的文件夹，不是数据。", "this is a plan's folder, not data."), (
        "请指明数据的工作簿或文件夹；方案所用数据的副本在其 {copy} 文件夹里，方案文件夹里的文件都不要删改。",
        "Name the workbook or folder of the data; a copy of what the plan used is in its folder {copy}. Delete nothing there.")),
    "workbook_and_csv": _error((
        "文件夹里既有 CSV 又有工作簿（{names}），不知以哪个为准。", "the folder holds CSV files and workbooks ({names})."), (
        "请只留一种，或直接指明工作簿。", "Keep one kind, or name the workbook.")),
    "single_csv": _error(("这是单个 CSV 文件，数据由多张表组成。", "this is a single CSV file, but the data are several tables."), (
        "请指明存放各表 CSV 的文件夹。", "Name the folder that holds the CSV files.")),
    "policy_file": _error(("这是政策文件或情景文件，不是数据。", "this is a policy or a scenario file, not data."), (
        "请指明数据的工作簿或文件夹；政策文件写在 --policy 之后，情景文件用 rotation run。",
        "Name the workbook or folder of the data; a policy file goes behind --policy, a scenario file to rotation run.")),
    "file_exists": _error(("文件已存在，不会覆盖。", "the file exists and is not overwritten."), (
        "请换一个文件夹，或先移走该文件。", "Choose another folder or move the file away.")),
    "file_locked": _error(("文件打不开：没有权限，或正被其他程序占用。", "the file is locked or may not be read."), (
        "请关闭正在使用它的程序，或检查读取权限。", "Close the program that uses it or check its permissions.")),
    "file_unreadable": _error(("文件读取失败（{reason}）。", "the file cannot be read ({reason})."), (
        "请检查磁盘或网络位置后再试。", "Check the disk or network place and try again.")),
    "not_a_file": _error(("这不是普通文件。", "this is not an ordinary file."), ("请指明数据文件。", "Name the data file.")),
    "file_empty": _error(("文件是空的。", "the file is empty."), ("请放入有内容的文件。", "Put the file with the data there.")),
    "file_too_large": _error(("文件有 {size} MB，超过 {limit} MB 的上限。", "the file has {size} MB, more than the limit of {limit} MB."), (
        "请删去图片和无关的表，只留数据。", "Remove pictures and unrelated sheets, keep the data only.")),
    "zip_bomb": _error((
        "文件解开后有 {size} MB，大得异常，为安全起见不予打开。", "unpacked, the file has {size} MB; it is not opened for safety."), (
        "请把数据复制到新建的工作簿中。", "Copy the data into a new workbook.")),
    "old_workbook": _error((
        "这是旧格式文件（.xls 或 .doc），改了扩展名也不能读。", "this is a file of the old format (.xls or .doc), whatever its name."),
        _SAVE_AS_XLSX),
    "encrypted_workbook": _error(("文件有打开密码。", "the file is protected by a password."), (
        "请在 Excel 中取消打开密码后另存。", "Remove the password in Excel and save.")),
    "macro_workbook": _error(("文件含有宏，为安全起见不予打开。", "the file holds macros and is not opened for safety."),
                             _SAVE_AS_XLSX),
    "html_workbook": _error(("这是网页文件，只是扩展名像工作簿。", "this is a web page named like a workbook."), _SAVE_AS_XLSX),
    "not_a_workbook": _error(("这不是 .xlsx 工作簿。", "this is not an .xlsx workbook."), _SAVE_AS_XLSX),
    "broken_workbook": _error(("工作簿已损坏，无法读取。", "the workbook is damaged and cannot be read."), (
        "请用 Excel 打开修复，另存后再试。", "Open it in Excel, let it be repaired, and save it.")),
    "unsafe_xml": _error(("工作簿内含不安全的 XML 声明，不予打开。", "the workbook holds unsafe XML declarations and is not opened."), (
        "请把数据复制到新建的工作簿中。", "Copy the data into a new workbook.")),
    "wrong_encoding": _error(("文字编码无法识别。", "the text encoding is not known."), (
        "请用 Excel 另存为“CSV UTF-8”。", "Save it from Excel as CSV UTF-8."), ("UTF-8 或 GB18030", "UTF-8 or GB18030")),
    "nul_bytes": _error(("文件里有空字节，不是文本文件。", "the file holds NUL bytes, so it is no text file."), (
        "请重新导出 CSV。", "Export the CSV again.")),
    "broken_csv": _error(("从这一行起引号不成对或不合 CSV 格式，其后的内容没有读取。",
                          "from this row on quotes do not match; what follows was not read."), (
        "请检查这一行的引号，或用 Excel 重新另存为 CSV。", "Check the quotes of this row, or save the CSV again.")),
    "too_many_rows": _error(("超过 {limit} 行，其后的内容没有读取。", "there are more than {limit} rows; what follows was not read."), (
        "请只保留数据行。", "Keep the rows with data only.")),
    "too_many_defects": _error(("已有 {limit} 处问题，其余的没有列出。", "there are {limit} defects; the rest is not listed."), (
        "请先核对这张表的内容和列标题是否对应。", "See first whether the table holds what its headings say.")),
    "too_many_columns": _error(("超过 {limit} 列，其后的内容没有读取。", "there are more than {limit} columns; what follows was not read."), (
        "请只保留数据列。", "Keep the columns with data only.")),
    "other_delimiter": _warning(("各列以{delimiter}分隔，已按此读取。", "columns are parted by {delimiter}; it was read so."), (
        "如列有错位，请另存为以逗号分隔的 CSV。", "If columns are out of place, save it with commas.")),
}  # fmt: skip

_SHEETS: Final = {
    "unknown_sheet": _warning(("不认识这张表，没有读取{nearest}。", "this table is not known and was not read{nearest}."), (
        "如需读取，请改用规定的表名；否则不必处理。", "To have it read, give it a known name; otherwise leave it.")),
    "no_known_sheet": _error(("没有一张表的名称是规定的表名。", "no table bears a known name."), (
        "请按规定命名各表，或用 rotation new 生成空表填写。", "Name the tables so, or fill in the workbook of rotation new."), (
        "区县、学校、学段部、年级、教师等表", "district, schools, sections, grades, teachers")),
    "missing_sheet": _error(("缺少“{sheet}”表。", 'the table "{sheet}" is missing.'), (
        "请补上这张表（{note}）。", "Add it ({note}).")),
    "duplicate_sheet": _error(("这张表与“{other}”是同一内容，不知以哪个为准。", 'this table and "{other}" are the same one.'), (
        "请只保留一张。", "Keep one of them.")),
    "empty_sheet": _error(("“{sheet}”表里没有数据。", 'the table "{sheet}" has no data.'), ("请填写。", "Fill it in.")),
    "example_rows": _note(("有 {count} 行示例，没有读取。", "{count} example row(s) not read."), (
        "可以删去示例行。", "They may be deleted.")),
    "only_examples": _warning(("各表只有示例行，还没有填写数据。", "there are only example rows; nothing has been filled in yet."), (
        "请在各表示例行之下填写数据。", "Fill in the data below the example rows.")),
    "no_heading_row": _error(("前 10 行里找不到标题行。", "no heading row was found in the first 10 rows."), (
        "请在表的第一行写上列标题。", "Put the headings in the first row."), ("{headings} 等标题", "headings such as {headings}")),
    "heading_row_below": _warning(("标题取自第 {row} 行，其上各行没有读取。", "headings were taken from row {row}; rows above were not read."), (
        "如不对，请把标题移到第一行。", "If that is wrong, put the headings in the first row.")),
    "unit_row": _warning(("标题下的这一行是单位，没有读取。", "this row below the headings holds units and was not read."), (
        "不必处理；如是数据请改正。", "Leave it; correct it if it is data.")),
    "duplicate_heading": _error(("这一列与“{first}”列意思相同，不知以哪列为准。", 'this column means the same as "{first}".'), (
        "请只保留一列。", "Keep one of them.")),
    "missing_column": _error(("缺少“{name}”列{meant}。", 'the column "{name}" is missing{meant}.'), (
        "请补上这一列，或改正标题。", "Add the column or correct its heading.")),
    "unknown_column": _warning(("不认识这一列，原样保留，不参与计算{nearest}。", "this column is not known: kept, but not used{nearest}."), (
        "如标题有误请改正，否则不必处理。", "Correct the heading if it is misspelt, otherwise leave it.")),
    "column_without_heading": _warning((
        "{letters} 列没有标题却有 {count} 个值，没有读取。", "column {letters} has {count} values but no heading and was not read."), (
        "请补上标题，或删去这些值。", "Give it a heading or delete the values.")),
    "ragged_row": _error(("这一行有 {cells} 个值，标题只有 {headings} 列，可能错位。",
                          "this row has {cells} values for {headings} headings and may be out of place."), (
        "请检查是否有多余的分隔符，含逗号的内容要加引号。", "Look for a surplus delimiter; put text with commas in quotes.")),
    "merged_cells": _error(("有合并单元格，无法判断各行的值。", "merged cells do not say the value of each row."), (
        "请取消合并，把值填入每一行。", "Unmerge them and fill in every row.")),
    "hidden_rows": _warning(("有 {count} 行是隐藏的，已照常读取。", "{count} hidden rows were read like the others."), (
        "如不应计入，请删去这些行。", "Delete them if they should not count.")),
    "hidden_sheet": _warning(("这张表是隐藏的，已照常读取。", "this sheet is hidden; it was read like the others."), (
        "如不应计入，请删去这张表。", "Delete it if it should not count.")),
    "subtotal_row": _error(("表中有小计行。", "this is a subtotal row."), ("请删去小计行。", "Delete it.")),
    "total_contradicts": _error(("合计与各行之和不符，各行之和为 {counted}。", "the total contradicts the rows, which add up to {counted}."), (
        "请核对各行或改正合计；以文本形式存储的数字，Excel 求和时不计入。",
        "Check the rows or correct the total; Excel leaves numbers stored as text out of a sum."), ("{counted}", "{counted}")),
}  # fmt: skip

_CELLS: Final = {
    "missing_value": _error(("必填项为空。", "a required value is missing."), ("请填写（{note}）。", "Fill it in ({note}).")),
    "control_character": _error(("含有控制字符或损坏的字符。", "the cell holds control or damaged characters."), (
        "请清空后重新输入。", "Clear the cell and type it again.")),
    "excel_error": _error(("这是 Excel 的错误值。", "this is an Excel error value."), (
        "请改正公式或加宽列后重新保存，或直接填写值。", "Mend the formula or widen the column and save, or type the value.")),
    "formula_without_value": _error(("公式没有保存计算结果。", "the formula has no stored result."), (
        "请在 Excel 中打开并保存一次，或直接填写值。", "Open and save the file in Excel, or type the value.")),
    "not_a_date": _error(("不是日期。", "this is no date."), ("请改为四位年份的日期。", "Write a date with a four-digit year."), _DATE_FORM),
    "two_digit_year": _error(("年份只有两位，无法判断世纪。", "the year has two digits, so its century is not known."), (
        "请写出四位年份。", "Write the year with four digits."), _DATE_FORM),
    "day_or_month_first": _error(("日期的顺序有多种读法。", "day and month can be read either way."), (
        "请按年、月、日的顺序书写。", "Write year, month, day."), _DATE_FORM),
    "ambiguous_date": _error(("可能是 {year} 年 1 月，也可能是丢了末位零的 {year}.10。",
                              "this is January {year}, or {year}.10 without its last nought."), (
        "请写成 {year}-01 或 {year}-10。", "Write {year}-01 or {year}-10."), _DATE_FORM),
    "date_serial": _error(("这是数字，可能是没有设成日期格式的 Excel 日期。", "this is a number, perhaps an Excel date without a date format."), (
        "请把单元格设为日期格式，或写成文字。", "Give the cell a date format or type the date."), _DATE_FORM),
    "impossible_date": _error(("没有这一天。", "there is no such day."), ("请改正日期。", "Correct the date."), _DATE_FORM),
    "not_a_number": _error(("不是数字。", "this is no number."), ("请只填数字，不带单位。", "Write a number without a unit."), (
        "数字", "a number")),
    "not_whole": _error(("不是整数。", "this is not a whole number."), ("请填整数。", "Write a whole number."), ("整数", "a whole number")),
    "out_of_range": _error(("数值超出范围。", "the number is out of range."), ("请核对数值和单位。", "Check the number and its unit."), (
        "{low} 至 {high}", "{low} to {high}")),
    "not_a_year": _error(("不是年份。", "this is no year."), ("请填四位年份。", "Write a four-digit year."), ("2026 的形式", "such as 2026")),
    "not_yes_or_no": _error(("不是“是”或“否”。", "this is neither yes nor no."), ("请填是或否。", "Write yes or no."), (
        "是或否", "yes or no")),
    "unknown_word": _error(("不认识这个词。", "this word is not known."), ("请改用所列的词。", "Use one of these."), (
        "{choices}", "one of {choices}")),
    "misspelt_word": _error(("不认识这个词，最接近的是“{nearest}”。", 'this word is not known; the nearest is "{nearest}".'), (
        "请改用所列的词。", "Use one of these."), ("{choices}", "one of {choices}")),
    "mangled_id": _error((
        "编号被 Excel 变成了科学计数，原来的数字已丢失。", "Excel has turned the id into a number in scientific notation; digits are lost."), (
        "请把该列设为文本格式后重新输入编号。", "Format the column as text and type the ids again.")),
    "not_a_certificate": _error(("教师资格无法识别。", "the certificate cannot be read."), (
        "请填学段，可连学科。", "Write stages, with subjects if wanted."), (
        "小学、初中或高中，可连学科，如“初中数学”；没有填“无”", "primary, junior or senior, with a subject if wanted; without any: none")),
    "not_a_grade": _error(("不是年级。", "this is no grade."), ("请填一个年级。", "Write one grade."), ("1 至 9", "1 to 9")),
    "not_grades": _error(("年级无法识别（可能被 Excel 变成了日期）。", "the grades cannot be read (Excel may have made a date of them)."), (
        "请填年级，必要时先把列设为文本格式。", "Write grades; format the column as text if need be."), ("如 3、1-3 或 七、八", "such as 3, 1-3 or 1,2")),
    "not_a_homeroom": _error(("班主任年级无法识别。", "the homeroom grade cannot be read."), (
        "请填所带班的年级，不是班主任则留空。", "Write the grade of the homeroom class, or nothing."), ("年级，如 3 或三(2)班", "a grade such as 3")),
    "unclear_homeroom": _error(("填了“是”，但任教年级不止一个或未填，不知是哪个年级的班主任。",
                                "it says yes, but not of which grade: one grade taught would tell."), (
        "请填所带班的年级。", "Write the grade of the homeroom class."), ("年级，如 3", "a grade such as 3")),
}  # fmt: skip

_REFERENCES: Final = {
    "missing_id": _error(("编号为空，而其他行有编号。", "the id is missing, though other rows have one."), (
        "请补上编号，或整列不填。", "Give every row an id, or none.")),
    "duplicate_id": _error(("编号与第 {first} 行重复。", "the id is that of row {first} too."), (
        "请改正编号或删去重复的行。", "Correct the id or delete the row."), ("各行不同的编号", "an id of its own")),
    "duplicate_person": _error((
        "没有编号，而姓名、出生年月、学校与第 {first} 行相同（{key}），无法区分。",
        "without ids this row and row {first} are the same person by name, birth month and school ({key})."), (
        "请为教师填写编号，或删去重复的行。", "Give teachers ids, or delete the row.")),
    "unknown_school": _error(("“学校”表中没有这所学校{nearest}。", "no such school in the schools sheet{nearest}."), (
        "请改正，或在“学校”表中补上。", "Correct it or add the school."), _KNOWN_SCHOOL),
    "ambiguous_school": _error(("有几所学校叫这个名称（{ids}）。", "several schools bear this name ({ids})."), (
        "请改填学校编号。", "Write the school's id."), _KNOWN_SCHOOL),
    "unknown_teacher": _error(("“教师”表中没有这位教师{nearest}。", "no such teacher in the teachers sheet{nearest}."), (
        "请改正，或在“教师”表中补上。", "Correct it or add the teacher."), _KNOWN_TEACHER),
    "ambiguous_teacher": _error(("有几位教师叫这个姓名（{ids}）。", "several teachers bear this name ({ids})."), (
        "请改填教师编号。", "Write the teacher's id."), _KNOWN_TEACHER),
}  # fmt: skip

_SCHOOL_CHECKS: Final = {
    "several_districts": _error(("“区县”表只应有一行。", "the district sheet should have one row."), (
        "请只保留一行；每个区县单独一个工作簿。", "Keep one row; each district has a workbook of its own.")),
    "coordinates_swapped": _error(("经度和纬度似乎填反了。", "latitude and longitude seem to be swapped."), (
        "请对调经度和纬度。", "Swap them.")),
    "coordinates_abroad": _warning(("坐标不在中国范围内。", "the place is outside China."), ("请核对经纬度。", "Check the coordinates."), (
        "纬度 3 至 54、经度 73 至 136", "latitude 3 to 54, longitude 73 to 136")),
    "half_coordinates": _error(("经度和纬度只填了一个。", "only one of latitude and longitude is given."), (
        "请补上另一个，或都不填。", "Give both or neither.")),
    "school_without_distance": _error((
        "学校既没有经纬度，“路程”表中也没有它，无法得知距离。", "the school has no coordinates and no entry in the travel sheet."), (
        "请填经纬度，或在“路程”表中列出它。", "Give its coordinates or list it in the travel sheet.")),
    "own_central_school": _error(("中心校不能是自己。", "a school cannot be its own central school."), ("请改正中心校。", "Correct it.")),
    "teaching_point_without_central_school": _warning(("教学点没有填中心校。", "a teaching point has no central school."), (
        "请填所属中心校。", "Name its central school.")),
    "school_without_section": _error(("“学段部”表中没有这所学校。", "the school has no section in the sections sheet."), (
        "请在“学段部”表中补上它的学段和编制。", "Add its stages and staff quotas there.")),
    "duplicate_section": _error(("这所学校的这个学段已在第 {first} 行。", "this stage of this school is in row {first} already."), _KEEP_ONE),
    "section_without_grades": _warning(("这个学段在“年级”表中没有一个年级。", "this section has no grade in the grades sheet."), (
        "请补上年级、学生数和班级数。", "Add its grades, pupils and classes.")),
    "duplicate_grade": _error(("这所学校的这个年级已在第 {first} 行。", "this grade of this school is in row {first} already."), _KEEP_ONE),
    "grade_without_section": _error((
        "这所学校在“学段部”表中没有{stage}学段。", "the school has no {stage} section in the sections sheet."), (
        "请在“学段部”表中补上，或改正年级。", "Add the section or correct the grade.")),
    "pupils_without_class": _error(("有 {pupils} 名学生却没有班级。", "there are {pupils} pupils but no class."), (
        "请填班级数。", "Give the number of classes."), ("至少 1 个班", "at least 1 class")),
    "classes_exceed_pupils": _warning(("班级数多于学生数（{pupils}）。", "there are more classes than pupils ({pupils})."), _CHECK_ROW),
    "implausible_class_size": _warning(("平均每班 {size} 人，超过 80 人。", "classes average {size} pupils, more than 80."), (
        "请核对学生数和班级数。", "Check pupils and classes.")),
    "over_quota": _warning((
        "“教师”表中有 {teachers} 人，超过编制数 {quota} 的 110 %。", "there are {teachers} teachers, more than 110 % of the quota of {quota}."), (
        "请核对编制数和教师名册。", "Check the quota and the staff list.")),
    "too_many_homerooms": _warning((
        "{school} {grade} 年级有 {teachers} 位班主任，却只有 {classes} 个班。",
        "grade {grade} of {school} has {teachers} homeroom teachers for {classes} classes."), (
        "请核对班主任和班级数。", "Check homerooms and classes.")),
    "same_place": _error(("起点和终点是同一所学校。", "origin and destination are the same school."), ("请删去或改正这一行。", "Delete or correct the row.")),
    "duplicate_travel": _error(("这两校的路程已在第 {first} 行。", "this way is in row {first} already."), _KEEP_ONE),
    "asymmetric_travel": _error((
        "与第 {first} 行的反方向不一致（{there}）。", "the other direction in row {first} says otherwise ({there})."), (
        "往返相同，请只填一次，或填成一样。", "A way is the same in both directions: give it once or alike.")),
    "duplicate_lessons": _error(("这门学科在这个年级已在第 {first} 行。", "this subject and grade are in row {first} already."), _KEEP_ONE),
    "curriculum_without_grade": _error(("{grade} 年级有班级，课程表中却没有这个年级。", "grade {grade} has classes but no lessons in the curriculum."), (
        "请补上该年级各学科的周课时。", "Add the weekly lessons of that grade.")),
}  # fmt: skip

_TEACHER_CHECKS: Final = {
    "implausible_age": _error(("{day} 时为 {age} 岁，不合情理。", "the age on {day} would be {age}."), (
        "请核对出生年月。", "Check the date of birth."), ("18 至 75 岁", "18 to 75 years")),
    "past_retirement": _warning((
        "按出生年月、性别和人员身份，法定退休时间是 {retires}，{day} 时已过。", "by birth, sex and status, legal retirement is {retires}, past on {day}."), (
        "请核对这三项；已退休的请删去这一行，办理了延迟退休的不用改。",
        "Check all three; delete the row of who has retired, leave that of who stays on by agreement.")),
    "hired_too_young": _error(("参加工作时不满 15 周岁。", "hired before the 15th birthday."), (
        "请核对出生年月和参加工作时间。", "Check the dates of birth and hiring.")),
    "hired_in_future": _error(("参加工作时间晚于 {day}。", "hired after {day}."), ("请核对日期。", "Check the date.")),
    "arrived_before_hired": _error(("到现校时间早于参加工作时间（{hired}）。", "arrived before being hired ({hired})."), (
        "请核对两个日期。", "Check both dates.")),
    "arrived_shortly_before_hired": _warning((
        "到现校时间略早于参加工作时间（{hired}）。", "arrived a few months before being hired ({hired})."), ("请核对两个日期。", "Check both dates.")),
    "arrived_in_future": _error(("到现校时间晚于 {day}。", "arrived after {day}."), ("请核对日期。", "Check the date.")),
    "teacher_without_section": _error((
        "这所学校在“学段部”表中没有{stage}学段。", "the school has no {stage} section in the sections sheet."), (
        "请改正任教学段，或在“学段部”表中补上。", "Correct the stage or add the section.")),
    "subject_without_lessons": _warning(("{stage}没有这门课程。", "there are no lessons in this subject at the {stage} stage."), (
        "请核对任教学段和任教课程。", "Check stage and subject.")),
    "seconded_from_own_school": _error(("派出学校就是现在的学校。", "seconded from the present school."), (
        "请填人事关系所在学校；不是交流教师则留空。", "Name the school that holds the file, or leave it empty.")),
    "secondment_without_end": _error(("有派出学校，却没有交流截止日期。", "seconded, but without the end of the term."), (
        "请填交流截止日期。", "Give the end of the term."), _DATE_FORM),
    "secondment_without_school": _error(("有交流截止日期，却没有派出学校。", "the end of a term is given, but not the school seconded from."), (
        "请填派出学校，或删去截止日期。", "Name the school or delete the date.")),
    "secondment_ends_early": _error(("交流截止日期不晚于到现校时间（{arrived}）。", "the term ends no later than the arrival ({arrived})."), (
        "请核对两个日期。", "Check both dates.")),
    "exemption_without_evidence": _error(("有免交流原因，却没有佐证材料。", "an exemption without evidence."), (
        "请写明佐证材料。", "Name the evidence."), ("佐证材料的名称", "the name of the document")),
    "evidence_without_exemption": _warning(("有佐证材料，却没有免交流原因。", "evidence without an exemption."), (
        "请填免交流原因，或删去佐证材料。", "Give the reason or delete the evidence.")),
    "exemption_end_without_exemption": _warning(("有免交流截止日期，却没有免交流原因。", "the end of an exemption without the exemption."), (
        "请填免交流原因，或删去日期。", "Give the reason or delete the date.")),
    "own_spouse": _error(("配偶不能是本人。", "nobody is their own spouse."), ("请改正。", "Correct it.")),
    "one_sided_spouse": _error(("{spouse}（第 {row} 行）的配偶填的不是本人。", "{spouse} (row {row}) does not name this teacher as spouse."), (
        "请双方互填，或都不填。", "Name each other on both rows, or neither.")),
    "homeroom_of_other_stage": _error(("班主任年级不属于{stage}。", "the homeroom grade is not of the {stage} stage."), (
        "请核对任教学段和班主任年级。", "Check stage and homeroom grade."), ("{grades}", "{grades}")),
    "grade_of_other_stage": _error(("任教年级不属于{stage}。", "a grade taught is not of the {stage} stage."), (
        "请核对任教学段和任教年级。", "Check stage and grades."), ("{grades}", "{grades}")),
    "homeroom_without_class": _error(("“年级”表中这所学校没有这个年级的班级。", "the school has no class of this grade in the grades sheet."), (
        "请核对班主任年级或“年级”表。", "Check the homeroom grade or the grades sheet.")),
}  # fmt: skip

_WISH_CHECKS: Final = {
    "duplicate_preference": _error(("这位教师的这所志愿学校已在第 {first} 行。", "this teacher's wish for this school is in row {first} already."), _KEEP_ONE),
    "duplicate_rank": _error(("这位教师的第 {rank} 志愿已在第 {first} 行。", "this teacher's rank {rank} is in row {first} already."), (
        "请改正志愿顺序。", "Correct the rank."), ("各志愿不同的顺序", "a rank of its own")),
    "rank_gap": _warning(("这位教师的志愿顺序缺第 {missing} 志愿。", "this teacher's ranks leave out {missing}."), (
        "请核对志愿顺序。", "Check the ranks.")),
    "preference_for_own_school": _error(("志愿学校就是现在的学校。", "the wish is for the present school."), ("请删去或改正。", "Delete or correct it.")),
    "decision_without_school": _error(("“{kind}”没有写明学校。", '"{kind}" names no school.'), ("请填学校。", "Name the school."), _KNOWN_SCHOOL),
    "decision_with_school": _error(("“{kind}”不应写学校。", '"{kind}" takes no school.'), (
        "请删去学校，或改为指定、禁止。", "Delete the school, or use assign or forbid.")),
    "assigned_to_own_school": _error(("指定的学校就是现在的学校。", "assigned to the present school."), (
        "请改正；要留在本校请用“留任”。", "Correct it; to keep the teacher use stay.")),
    "duplicate_decision": _error(("与第 {first} 行是同一决定。", "this is the decision of row {first} again."), _KEEP_ONE),
    "contradictory_decisions": _error(("与第 {first} 行的决定（{other}）矛盾。", 'this contradicts the decision "{other}" of row {first}.'), (
        "请只保留其中之一。", "Keep one of them.")),
}  # fmt: skip

_CLASS_CHECKS: Final = {
    "duplicate_entrants": _error(("这所学校这个年级这一年度的新生已在第 {first} 行。", "the entrants of this school, grade and year are in row {first} already."), _KEEP_ONE),
    "entrants_of_other_grade": _error(("新生只能是一年级或七年级。", "entrants enter grade 1 or 7."), ("请改正年级。", "Correct the grade."), (
        "1 或 7", "1 or 7")),
    "entrants_without_section": _error((
        "这所学校在“学段部”表中没有{stage}学段。", "the school has no {stage} section in the sections sheet."), (
        "请在“学段部”表中补上，或改正学校、年级。", "Add the section or correct school or grade.")),
    "entrants_of_past": _error(("入学年度早于计划年度 {year}。", "the year is before the planning year {year}."), ("请改正或删去这一行。", "Correct or delete the row.")),
    "entrants_overbooked": _error((
        "随兄姐在本校 {staying} 人，加双胞胎 {pairs} 对，多于新生 {pupils} 人。",
        "{staying} stay with brothers or sisters and {pairs} pairs of twins are more than {pupils} entrants."), (
        "请核对人数；同一名新生只计一处。", "Check the numbers; no child counts in both.")),
    "entrants_differ": _warning((
        "“年级”表中这个年级有 {grade} 人，新生为 {pupils} 人；开班按新生数。",
        "the grades sheet has {grade} pupils in this grade, here are {pupils}; classes are planned for the latter."), (
        "请核对两处的数。", "Check both numbers.")),
    "own_neighbour": _error(("可调剂学校就是片区学校自己。", "a school cannot be its own neighbour."), ("请改正或删去这一行。", "Correct or delete the row.")),
    "duplicate_neighbour": _error(("这两所学校这个学段已在第 {first} 行。", "these two schools and this stage are in row {first} already."), _KEEP_ONE),
    "neighbour_without_section": _error((
        "{school} 在“学段部”表中没有{stage}学段。", "{school} has no {stage} section in the sections sheet."), (
        "请改正学校或学段。", "Correct school or stage.")),
}  # fmt: skip

_RULING_CHECKS: Final = {
    "ruling_about_nobody": _error(("没有写明是谁。", "it does not say whom it is about."), (
        "请填教师、学校或学科。", "Name a teacher, a school or a subject.")),
    "ruling_without_to": _error(("“{kind}”没有写明去向学校。", '"{kind}" names no school to go to.'), (
        "请填去向学校（撤并则填并入的学校）。", "Name the school (of close: the one that takes over)."), _KNOWN_SCHOOL),
    "ruling_with_to": _error(("“{kind}”不应写去向学校。", '"{kind}" takes no school to go to.'), (
        "请删去去向学校，或改为指定、禁止。", "Delete it, or use assign or forbid.")),
    "ruling_without_teacher": _error(("“{kind}”须写明是哪位教师。", '"{kind}" must name the teacher.'), (
        "请填教师。", "Name the teacher."), _KNOWN_TEACHER),
    "ruling_without_reason": _error(("“免交流”没有写明原因。", "exempt gives no reason."), ("请填免交流原因。", "Give the reason.")),
    "ruling_without_school": _error(("“撤并”没有写明撤并的学校。", "close does not name the school that closes."), (
        "请填学校。", "Name the school."), _KNOWN_SCHOOL),
    "closed_into_itself": _error(("学校不能并入自己。", "a school cannot be taken over by itself."), ("请改正。", "Correct it.")),
    "ruling_unused": _error(("“{kind}”用不到这一栏。", '"{kind}" makes no use of this column.'), (
        "请清空这一格；要说明的话写在备注栏。", "Empty the cell; what is to be said goes into the remark.")),
    "ruling_revoked": _error(("“撤销”是撤并学校，这一行却写了教师。", "this word closes a school, but the row names a teacher."), (
        "不让此人交流请填“不同意”；要撤并学校请清空教师。", "Write refuse if the person is not to move; empty the teacher if the school closes.")),
    "remark_undecided": _warning(("有备注而没有决定的行：{rows}；这些备注没有作用。", "rows with a remark and no decision: {rows}; these remarks have no effect."), (
        "如有决定请从下拉列表中选择；只是说明则不必处理。", "Choose a decision from the list if one is meant; else leave it.")),
    "no_rulings": _error(("没有一项决定。", "there is no decision in it."), ("请至少填写一行。", "Fill in at least one row.")),
    "rulings_elsewhere": _error(("这张表也有“决定”列，与“{other}”表不知以哪张为准。", 'this sheet has a column of decisions too, like "{other}".'), (
        "请把决定都写在一张表里，删去另一张（隐藏的表也要删）。", "Keep all decisions on one sheet and delete the other, even a hidden one.")),
    "sheet_unread": _warning(("这张表没有读取，只读了“{other}”表。", 'this sheet was not read, only "{other}" was.'), (
        "如有需要的内容，请移到那张表里。", "Move what is needed to that sheet.")),
}  # fmt: skip

DEFECTS: Final[dict[str, Wording]] = (
    _FILES | _SHEETS | _CELLS | _REFERENCES | _SCHOOL_CHECKS | _TEACHER_CHECKS | _WISH_CHECKS
    | _CLASS_CHECKS | _RULING_CHECKS
    | _PUPIL_CHECKS
)
