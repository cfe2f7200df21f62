; Installer of Giám sát 6 QCDC: for this user only, no administrator, no question where nothing has to be asked.
; makensis -DVERSION=… -DPARTS=folder with the files -DROOT=checkout -DOUT=setup.exe
; Silent: qcdc-…-setup.exe /S [/D=folder]      Uninstall silently: "…\go-bo.exe" /S
Target amd64-unicode
Unicode true
SetCompressor /SOLID lzma
!include "MUI2.nsh"
!include "FileFunc.nsh"

!define NAME "Giám sát 6 QCDC"
!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\qcdc"
!define CLASSES "Software\Classes"

Name "${NAME}"
OutFile "${OUT}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\qcdc"
InstallDirRegKey HKCU "${KEY}" "InstallLocation"
ManifestDPIAware true
ShowInstDetails nevershow
ShowUninstDetails nevershow
BrandingText "${NAME} ${VERSION}"

VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=1066 "ProductName" "${NAME}"
VIAddVersionKey /LANG=1066 "FileDescription" "Cài đặt ${NAME}"
VIAddVersionKey /LANG=1066 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=1066 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=1066 "LegalCopyright" "MIT"

!define MUI_ICON "${ROOT}/assets/icon.ico"
!define MUI_UNICON "${ROOT}/assets/icon.ico"
!define MUI_FINISHPAGE_RUN "$INSTDIR\qcdc.exe"
!define MUI_FINISHPAGE_RUN_TEXT "Mở ${NAME}"
!define MUI_WELCOMEPAGE_TEXT "Chương trình được cài cho riêng người dùng này, không cần quyền quản trị và không cần mạng.$\r$\n$\r$\nDữ liệu đã có giữ nguyên. Nếu chương trình đang mở, hãy đóng lại trước khi tiếp tục."
!define MUI_UNCONFIRMPAGE_TEXT_TOP "Chương trình sẽ được gỡ khỏi máy này. Tệp dữ liệu, bản sao lưu và những gì chương trình ghi nhớ đều giữ nguyên."
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Vietnamese"

; A program that is running cannot be written over: asked when shown, refused with code 3 when silent.
!macro FREE un
Function ${un}Free
  IfFileExists "$INSTDIR\qcdc.exe" 0 free
again:
  ClearErrors
  FileOpen $0 "$INSTDIR\qcdc.exe" a
  IfErrors busy
  FileClose $0
  Goto free
busy:
  IfSilent 0 +3
  SetErrorLevel 3
  Abort
  MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "${NAME} đang mở. Hãy đóng chương trình rồi bấm “Thử lại”." IDRETRY again
  Abort
free:
FunctionEnd
!macroend
!insertmacro FREE ""
!insertmacro FREE "un."

; One type of file: KIND is its name in the registry, VERB what a double click does.
!macro TYPE EXTENSION KIND WORDS
  WriteRegStr HKCU "${CLASSES}\${KIND}" "" "${WORDS}"
  WriteRegStr HKCU "${CLASSES}\${KIND}\DefaultIcon" "" "$INSTDIR\qcdc.exe,0"
  WriteRegStr HKCU "${CLASSES}\${KIND}\shell\open" "" "Mở bằng ${NAME}"
  WriteRegStr HKCU "${CLASSES}\${KIND}\shell\open\command" "" '"$INSTDIR\qcdc.exe" "%1"'
  WriteRegStr HKCU "${CLASSES}\${EXTENSION}" "" "${KIND}"
  WriteRegStr HKCU "${CLASSES}\${EXTENSION}\OpenWithProgids" "${KIND}" ""
!macroend
!macro UNTYPE EXTENSION KIND
  DeleteRegKey HKCU "${CLASSES}\${KIND}"
  DeleteRegValue HKCU "${CLASSES}\${EXTENSION}\OpenWithProgids" "${KIND}"
  DeleteRegKey /ifempty HKCU "${CLASSES}\${EXTENSION}\OpenWithProgids"
  ; another program may have taken the type over
  ReadRegStr $0 HKCU "${CLASSES}\${EXTENSION}" ""
  StrCmp $0 "${KIND}" 0 +2
  DeleteRegValue HKCU "${CLASSES}\${EXTENSION}" ""
  DeleteRegKey /ifempty HKCU "${CLASSES}\${EXTENSION}"
!macroend

Section "Install"
  SetShellVarContext current
  Call Free
  SetOutPath "$INSTDIR"
  File "${PARTS}/*"
  WriteUninstaller "$INSTDIR\go-bo.exe"

  CreateDirectory "$SMPROGRAMS\${NAME}"
  CreateShortcut "$SMPROGRAMS\${NAME}\${NAME}.lnk" "$INSTDIR\qcdc.exe"
  CreateShortcut "$SMPROGRAMS\${NAME}\Xem dữ liệu mẫu.lnk" "$INSTDIR\qcdc.exe" "demo"
  CreateShortcut "$SMPROGRAMS\${NAME}\Dòng lệnh.lnk" "$SYSDIR\cmd.exe" '/k "set PATH=$INSTDIR;%PATH%& qcdc --help"' "$INSTDIR\qcdc.exe" 0
  CreateShortcut "$SMPROGRAMS\${NAME}\Gỡ bỏ.lnk" "$INSTDIR\go-bo.exe"

  !insertmacro TYPE ".qcdc" "qcdc.file" "Tệp dữ liệu ${NAME}"
  !insertmacro TYPE ".qcdcpack" "qcdc.package" "Gói mang đi ${NAME}"
  WriteRegStr HKCU "Software\Microsoft\Windows\CurrentVersion\App Paths\qcdc.exe" "" "$INSTDIR\qcdc.exe"

  WriteRegStr HKCU "${KEY}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${KEY}" "DisplayIcon" "$INSTDIR\qcdc.exe,0"
  WriteRegStr HKCU "${KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\go-bo.exe"'
  WriteRegStr HKCU "${KEY}" "QuietUninstallString" '"$INSTDIR\go-bo.exe" /S'
  WriteRegDWORD HKCU "${KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${KEY}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${KEY}" "EstimatedSize" $0

  ; Explorer shows the icons at once
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd

Section "Uninstall"
  SetShellVarContext current
  Call un.Free
  ; only what was installed: a data file that lies here stays
  Delete "$INSTDIR\qcdc.exe"
  Delete "$INSTDIR\qcdc.com"
  Delete "$INSTDIR\LICENSE*.txt"
  Delete "$INSTDIR\CHANGELOG.txt"
  Delete "$INSTDIR\sbom.json"
  Delete "$INSTDIR\go-bo.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${NAME}\*.lnk"
  RMDir "$SMPROGRAMS\${NAME}"
  !insertmacro UNTYPE ".qcdc" "qcdc.file"
  !insertmacro UNTYPE ".qcdcpack" "qcdc.package"
  DeleteRegKey HKCU "Software\Microsoft\Windows\CurrentVersion\App Paths\qcdc.exe"
  DeleteRegKey HKCU "${KEY}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd
